import {
  type Address,
  concat,
  encodeAbiParameters,
  type Hex,
  numberToHex,
  parseAbiParameters,
  size,
  slice,
  zeroAddress,
} from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOperation, type Otherwise } from "../../test/handmade.ts";
import { callTarget, type Player } from "../../test/player.ts";
import { createTwinPlayers, type TwinPlayers } from "../../test/twinPlayers.ts";
import { startTwins, type Twins } from "../../test/twins.ts";
import { toNonceKey } from "../grant/grant.ts";
import type { Grant } from "../grant/grantTypes.ts";
import { createSessionKey } from "../keys/sessionKey.ts";
import { type Call, encodeCalls } from "../operation/calls.ts";
import { createVirtualPasskey } from "./virtualPasskey.ts";

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const SECP256K1_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

let twins: Twins;
let players: TwinPlayers;

beforeAll(async () => {
  twins = await startTwins();
  players = createTwinPlayers(twins);
}, 180_000);

afterAll(async () => {
  await twins.dispose();
});

/** What both stacks say about each, in a row. */
async function verdictsOf(
  player: Player,
  rows: readonly (readonly [readonly Call[], Otherwise?])[],
): Promise<string[]> {
  const verdicts: string[] = [];
  for (const [calls, otherwise] of rows) verdicts.push(await players.verdictOf(player, calls, otherwise));
  return verdicts;
}

describe("a session, in memory and on a real chain", () => {
  test("begins, goes on, and has calls reverted, alike", async () => {
    const { enabled, play, spend, verdictOf, judge } = players;
    const player = await enabled();
    expect(await verdictOf(player, [play(1n)])).toBe("taken");
    expect(await verdictOf(player, [play(1n), spend(3n), play(2n)])).toBe("taken");
    const undone = await judge(player, [play(1n), callTarget(twins.real, "fail", [7n])]);
    expect(undone.inclusion).toMatchObject({ isSuccess: false, revertData: expect.stringMatching(/^0x.*07$/) });
  });

  test("works for owners of every kind", async () => {
    const { newPlayer, play, verdictOf } = players;
    const passkey = await createVirtualPasskey(twins.webAuthnVerifier);
    for (const owner of [{}, { owner: passkey }, { owner: undefined }]) {
      const player = await newPlayer(owner as { owner: typeof passkey });
      expect(await verdictOf(player, [play(1n)], { first: true }), JSON.stringify(owner)).toBe("taken");
    }
  });

  test("may make no call that was not granted", async () => {
    const { enabled, play, spend } = players;
    const player = await enabled();
    const { target, reader } = twins.real.contracts;
    const rows: [Call[], Otherwise?][] = [
      [[play(1n), callTarget(twins.real, "forbidden", [])]],
      [[{ to: reader, data: "0x12345678" }]],
      [[{ to: target, data: "0x" }]],
      [[{ to: target, data: "0x1234" }]],
      [[{ ...play(1n), value: 1n }]],
      [[play(1n), play(1n)], { proof: { hints: [0, 1] } }],
      [[play(1n)], { proof: { hints: [9] } }],
      [[play(1n)], { proof: { hints: [] } }],
      [[{ ...spend(1n), data: slice(spend(1n).data ?? "0x", 0, 40) }]],
    ];
    expect(await verdictsOf(player, rows)).toEqual([
      ...["CallNotPermitted", "CallNotPermitted", "CallNotPermitted", "CallNotPermitted", "CallValueAboveLimit"],
      ...["CallNotPermitted", "CallNotPermitted", "HintMissing", "CallArgumentMissing"],
    ]);
  });

  test("has its caps counted, also for reverted calls", async () => {
    const { enabled, play, spend } = players;
    const spender = await enabled();
    expect(await verdictsOf(spender, [[[spend(7n)]], [[spend(2n), spend(2n)]], [[spend(3n)]], [[spend(1n)]]])).toEqual([
      ...["taken", "SpendExceeded", "taken", "SpendExceeded"],
    ]);
    const caller = await enabled({ maxActions: 3 });
    const rows: [Call[]][] = [
      [[callTarget(twins.real, "fail", [1n])]],
      [[play(1n), play(1n)]],
      [[play(1n)]],
      [[play(1n)]],
    ];
    expect(await verdictsOf(caller, rows)).toEqual(["taken", "ActionsExceeded", "taken", "ActionsExceeded"]);
    const poor = await enabled({ maxGasWei: 4n * 10n ** 16n });
    expect(await verdictsOf(poor, [[[play(1n)]], [[play(1n)]]])).toEqual(["GasBudgetExceeded", "GasBudgetExceeded"]);
  });

  test("is valid within its window only", async () => {
    const { newPlayer, play, verdictOf } = players;
    const now = await twins.real.now();
    const windowOf = async (validAfter: number, validUntil: number) =>
      verdictOf(await newPlayer({ validAfter, validUntil }), [play(1n)], {
        first: true,
        promise: { validAfter: now - 9_000, validUntil: now + 9_000 },
      });
    expect(await windowOf(now - 900, now - 200)).toBe("AA22");
    expect(await windowOf(now + 200, now + 900)).toBe("AA22");
    expect(await windowOf(now - 1, now + 3600)).toBe("GrantWindowInvalid");
    expect(await windowOf(now, now)).toBe("GrantWindowInvalid");
  });

  test("must use its own lane, in order", async () => {
    const { enabled, play } = players;
    const player = await enabled();
    const first = player.grant.nonceKey << 64n;
    const other = toNonceKey(twins.real.contracts.validator, 77) << 64n;
    const rows = [first, first + 9n, other, 5n << 64n].map((nonce): [Call[], Otherwise] => [
      [play(1n)],
      { operation: { nonce } },
    ]);
    expect(await verdictsOf(player, rows)).toEqual(["AA25", "AA25", "SessionNotLive", "AA24"]);
  });

  test("must be signed by its own key, with its own rules", async () => {
    const { enabled, newPlayer, play } = players;
    const player = await enabled();
    const stranger = await createSessionKey(twins.real.contracts.verifier);
    const wider = { permissions: player.grant.permissions.slice(1) } satisfies Partial<Grant>;
    const rows: [Call[], Otherwise?][] = [
      [[play(1n)], { proof: { sessionSignature: stranger.stubSignature } }],
      [[play(1n)], { proof: { key: stranger.key } }],
      [[play(1n)], { grant: wider }],
      [[play(1n)], { signature: (signature) => concat(["0x02", slice(signature, 1)]) }],
      [[play(1n)], { signature: () => "0x" }],
      [[play(1n)], { signature: (signature) => slice(signature, 0, 30) }],
    ];
    expect(await verdictsOf(player, rows)).toEqual([
      ...["AA24", "SessionNotLive", "SessionNotLive", "SignatureMalformed", "SignatureMalformed", "AA23"],
    ]);
    const fresh = await newPlayer();
    const notOwners: [Call[], Otherwise?][] = [
      [[play(1n)], { first: true, ownerSignature: player.session.signed.ownerSignature }],
      [[play(1n)], { first: true, grant: { maxActions: 101 } }],
      [[play(1n)], { first: true, proof: { sessionSignature: stranger.stubSignature } }],
      [[play(1n)], { deploys: true }],
      [[play(1n)], { first: true }],
    ];
    expect(await verdictsOf(fresh, notOwners)).toEqual(["AA24", "AA24", "AA24", "SessionNotLive", "taken"]);
  });

  test("accepts a signature in its one form only", async () => {
    const { newPlayer, enabled, play, verdictOf } = players;
    const player = await enabled();
    const highS = (signature: Hex, order: bigint, rest: Hex = "0x") =>
      concat([slice(signature, 0, 32), numberToHex(order - BigInt(slice(signature, 32, 64)), { size: 32 }), rest]);
    const { sign } = player.signer;
    const prepared = await makeOperation(twins.real, player, [play(1n)]);
    const sessionSignature = highS(await sign(prepared.userOpHash), P256_ORDER);
    expect(await verdictOf(player, [play(1n)], { proof: { sessionSignature } })).toBe("AA24");
    const fresh = await newPlayer();
    const { ownerSignature: given } = fresh.session.signed;
    const v = Number(slice(given, 64));
    const forms = [
      concat([slice(given, 0, 64), numberToHex(v - 27, { size: 1 })]),
      highS(given, SECP256K1_ORDER, numberToHex(v === 27 ? 28 : 27)),
      slice(given, 0, 64),
    ];
    const rows = forms.map((ownerSignature): [Call[], Otherwise] => [[play(1n)], { first: true, ownerSignature }]);
    expect(await verdictsOf(fresh, rows)).toEqual(["AA24", "AA24", "AA24"]);
    // Present but not verified; verified but not present; backed up without being eligible.
    for (const flags of ["0x01", "0x04", "0x15"] as const) {
      const owner = await createVirtualPasskey(twins.webAuthnVerifier, undefined, flags);
      expect(await verdictOf(await newPlayer({ owner }), [play(1n)], { first: true }), flags).toBe("AA24");
    }
  });

  test("accepts one encoding of calls, and only the two plain modes", async () => {
    const { enabled, play } = players;
    const player = await enabled();
    const { target } = twins.real.contracts;
    const withCallData = (callData: Hex): [Call[], Otherwise] => [[play(1n)], { operation: { callData } }];
    const single = encodeCalls([play(1n)], false);
    const batch = encodeCalls([play(1n), play(2n)], false);
    const run = encodeCalls([play(1n)]);
    const empty = encodeAbiParameters(parseAbiParameters("(address,uint256,bytes)[]"), [[]]);
    const head = encodeAbiParameters(parseAbiParameters("bytes32, bytes"), [
      numberToHex(1n << 248n, { size: 32 }),
      empty,
    ]);
    const modes = { run: run.slice(0, 10) as Hex, rest: slice(single, 36) };
    const rows = [
      withCallData(single),
      withCallData(batch),
      withCallData(concat(["0xe9ae5c53", numberToHex(1n << 240n, { size: 32 }), modes.rest])),
      withCallData(concat([single, "0x00"])),
      withCallData(concat(["0xe9ae5c53", head])),
      withCallData(modes.run),
      withCallData(slice(run, 0, size(run) - 1)),
      withCallData("0x12345678"),
      withCallData("0x"),
      withCallData(
        concat([
          "0xe9ae5c53",
          slice(single, 4, 68),
          numberToHex(20, { size: 32 }),
          target,
          "0x000000000000000000000000",
        ]),
      ),
    ];
    expect(await verdictsOf(player, rows)).toEqual([
      ...["taken", "taken", "ExecutionModeNotAllowed", "ExecutionMalformed", "CallCountZero", "CallCountZero"],
      ...["AA23", "CallDataNotExecute", "CallDataNotExecute", "ExecutionMalformed"],
    ]);
  });

  test("is deployed once, by its factory", async () => {
    const { enabled, newPlayer, play, verdictOf } = players;
    const player = await enabled();
    expect(await verdictOf(player, [play(1n)], { deploys: true })).toBe("AA10");
    const fresh = await newPlayer();
    const { factory, factoryData } = fresh.factory;
    const rows: [Call[], Otherwise][] = [
      [[play(1n)], { enables: true }],
      [[play(1n)], { first: true, operation: { factory, factoryData: player.factory.factoryData } }],
      [[play(1n)], { first: true, operation: { factory, factoryData: slice(factoryData, 0, 4) } }],
    ];
    expect(await verdictsOf(fresh, rows)).toEqual(["AA20", "AA14", "AA13"]);
  });

  test("begins with a valid grant, for targets that may be called", async () => {
    const { newPlayer, play, permit } = players;
    const player = await newPlayer();
    const { validator } = twins.real.contracts;
    const to = (address: Address) => ({ permissions: [{ ...permit("play(uint256)"), target: address }], maxSpend: 0n });
    const grants: Partial<Grant>[] = [
      ...[to(validator), to(entryPoint08Address), to(zeroAddress), to(player.account)],
      { epoch: `0x${"11".repeat(32)}` },
      { validUntil: 2 ** 40, validAfter: 2 ** 40 - 60 },
    ];
    const rows = grants.map((grant): [Call[], Otherwise] => [[play(1n)], { first: true, grant }]);
    const key = `0x${"dead".repeat(10)}12` as const;
    expect(await verdictsOf(player, [...rows, [[play(1n)], { first: true, proof: { key } }]])).toEqual([
      ...["PermissionTargetForbidden", "PermissionTargetForbidden", "PermissionTargetForbidden"],
      ...["PermissionTargetForbidden", "GrantWrongEpoch", "GrantWindowInvalid", "GrantSessionKeyMalformed"],
    ]);
  });
});
