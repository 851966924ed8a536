import {
  concat,
  createClient,
  encodeFunctionData,
  type Hex,
  numberToHex,
  parseAbi,
  parseEther,
  slice,
  type Transport,
  toFunctionSelector,
  zeroAddress,
} from "viem";
import { entryPoint08Address, getPaymasterStubData } from "viem/account-abstraction";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOperation, makeOwnerOperation, makeVoucher, type Otherwise } from "../../test/handmade.ts";
import { callTarget, createPlayer, type Player } from "../../test/player.ts";
import { createTwinPlayers, nameOf, type TwinPlayers } from "../../test/twinPlayers.ts";
import { startTwins, type Twins } from "../../test/twins.ts";
import { revokeAllByOwner, revokeByOwner, revokeBySessionKey } from "../grant/revoke.ts";
import type { Call } from "../operation/calls.ts";
import type { Operation } from "../operation/operationType.ts";
import type { Voucher } from "../operation/voucher.ts";
import { FIRST_EPOCH } from "../sessions/readChain.ts";

let twins: Twins;
let players: TwinPlayers;

beforeAll(async () => {
  twins = await startTwins();
  players = createTwinPlayers(twins);
}, 180_000);

afterAll(async () => {
  await twins.dispose();
});

const INVALID = toFunctionSelector("RevocationSignatureInvalid(address,bytes32)");
const revocations = parseAbi(["function revoke(bytes32 session)", "function revokeAll()"]);

describe("who pays, in memory and on a real chain", () => {
  test("accepts a voucher once, and only one that covers the session", async () => {
    const { newPlayer, verdictOf, play } = players;
    const now = await twins.real.now();
    const promises: Partial<Voucher>[] = [
      { session: `0x${"11".repeat(28)}00000000` },
      { generation: 2 },
      { maxWei: 5n * 10n ** 17n },
      { maxOperationWei: 10n ** 14n },
      { maxOperationWei: 1n },
      { validUntil: now + 60 },
      { validAfter: now + 200 },
      { validAfter: now + 100, validUntil: now + 50 },
      {},
    ];
    const player = await newPlayer();
    const verdicts: string[] = [];
    for (const promise of promises) verdicts.push(await verdictOf(player, [play(1n)], { first: true, promise }));
    expect(verdicts).toEqual([
      ...["AA34", "AA34", "VoucherTooSmall", "OperationTooDear", "VoucherCapInvalid", "VoucherTooShort", "AA32"],
      ...["VoucherWindowInvalid", "taken"],
    ]);
    expect(await verdictOf(player, [play(1n)], { voucher: "shown" })).toBe("AA34");
    expect(await verdictOf(player, [play(1n)])).toBe("taken");
  });

  test("does not pay without a voucher, for another session's, or above its cap", async () => {
    const { newPlayer, enabled, verdictOf, play } = players;
    const player = await newPlayer();
    const other = await enabled();
    const paid = { first: true } as const;
    expect(await verdictOf(player, [play(1n)], { ...paid, voucher: "omitted" })).toBe("AA34");
    const foreign = await makeVoucher(twins.real, other);
    expect(await verdictOf(player, [play(1n)], { ...paid, paymasterData: foreign })).toBe("AA34");
    for (const paymasterData of ["0x00", concat(["0x02", slice(foreign, 1)])] as const) {
      expect(await verdictOf(player, [play(1n)], { ...paid, paymasterData })).toBe("PaymasterDataMalformed");
    }
    expect(await verdictOf(player, [play(1n)], { ...paid, promise: { maxOperationWei: 3n * 10n ** 16n } })).toBe(
      "taken",
    );
    const dear = { operation: { callGasLimit: 5_000_000n } } satisfies Otherwise;
    expect(await verdictOf(player, [play(1n)], dear)).toBe("AA34");
    const elsewhere = { operation: { paymaster: twins.real.contracts.target } } satisfies Otherwise;
    expect(await verdictOf(player, [play(1n)], elsewhere)).toBe("SessionNotLive");
    expect(await verdictOf(player, [play(1n)], { voucher: "none" })).toBe("SessionNotLive");
  });

  test("is the account itself if no sponsor is named, as long as it has money", async () => {
    const { newPlayer, verdictOf, play, judge } = players;
    const player = await newPlayer({ paymaster: zeroAddress });
    expect(await verdictOf(player, [play(1n)], { first: true })).toBe("AA21");
    await deal(player, parseEther("1"));
    const { inclusion } = await judge(player, [play(1n)], { first: true });
    expect(inclusion).toMatchObject({ isSuccess: true, paymaster: zeroAddress });
    expect(await verdictOf(player, [play(1n)])).toBe("taken");
  });
});

test("an estimate needs no signature, but somebody must have the money, and rules apply", async () => {
  const { newPlayer, enabled, play, spend } = players;
  const fresh = await newPlayer({ paymaster: zeroAddress });
  const player = await enabled();
  const stub = { proof: { sessionSignature: player.signer.stubSignature } };
  const rows = [
    await makeOperation(twins.real, fresh, [play(1n)], { first: true }),
    await makeOperation(twins.real, player, [play(1n)], stub),
    await makeOperation(twins.real, player, [callTarget(twins.real, "forbidden", [])], stub),
    await makeOperation(twins.real, player, [spend(11n)], stub),
    await makeOperation(twins.real, player, [play(1n)], { ...stub, enables: true, voucher: "shown" }),
    await makeOwnerOperation(twins.real, fresh, [play(1n)], {
      deploys: true,
      isPaid: false,
      signature: `0x${"ff".repeat(65)}`,
    }),
    await makeOwnerOperation(twins.real, await createPlayer(twins.real), [play(1n)], { deploys: true, isPaid: false }),
  ];
  // The estimate of an owner's operation that a sponsor will pay for.
  const { stack } = twins;
  const sponsor = createClient({ transport: stack.parameters.sponsor as Transport });
  const bare = await makeOwnerOperation(twins.real, fresh, [play(1n)], { deploys: true, isPaid: false });
  const where = { chainId: stack.parameters.chain.id, entryPointAddress: entryPoint08Address };
  const stub7677 = await getPaymasterStubData(sponsor, { ...bare.operation, ...where, context: { kind: "operation" } });
  rows.push({ ...bare, operation: { ...bare.operation, ...stub7677 } as Operation });
  const names: (string | undefined)[] = [];
  for (const prepared of rows) {
    const [original, twin] = await twins.estimate(prepared);
    expect(twin).toEqual(original);
    names.push(original && (original.failure.contractError?.name ?? original.failure.entryPointCode));
  }
  expect(names).toEqual([
    ...["AA21", undefined, "CallNotPermitted", "SpendExceeded", "SessionUsedAlready", "AA21", "AccountConfined"],
    undefined,
  ]);
});

describe("an owner, in memory and on a real chain", () => {
  test("acts without a session, with an operation voucher", async () => {
    const { newPlayer } = players;
    const player = await newPlayer();
    const judge = async (...parameters: [Call[] | Hex, Parameters<typeof makeOwnerOperation>[3]?]) =>
      nameOf(await players.judgePrepared(player, await makeOwnerOperation(twins.real, player, ...parameters)));
    const calls = [callTarget(twins.real, "setLevel", [5n])];
    expect(await judge(calls, { deploys: true, signature: `0x${"11".repeat(65)}` })).toBe("AA24");
    expect(await judge(calls, { deploys: true, isPaid: false })).toBe("AA21");
    expect(await judge(calls, { deploys: true })).toBe("taken");
    expect(await judge(calls)).toBe("taken");
    const stale = await makeOwnerOperation(twins.real, player, calls);
    const changed = { ...stale.operation, callGasLimit: 400_000n };
    expect(nameOf(await players.judgePrepared(player, { ...stale, operation: changed }))).toBe("AA24");
  });

  test("can take nothing out of the account of a device key", async () => {
    const { play, permit } = players;
    const { reader, validator } = twins.real.contracts;
    const player = await createPlayer(twins.real);
    const judge = async (...parameters: [Call[] | Hex, Parameters<typeof makeOwnerOperation>[3]?]) =>
      nameOf(await players.judgePrepared(player, await makeOwnerOperation(twins.real, player, ...parameters)));
    expect(await judge([{ to: reader, data: "0x12345678" }], { deploys: true })).toBe("AccountConfined");
    expect(await judge([play(1n)], { deploys: true, isPaid: false })).toBe("AccountConfined");
    expect(await judge([{ ...play(1n), value: 1n }], { deploys: true })).toBe("AccountConfined");
    expect(await judge([play(1n)], { deploys: true })).toBe("taken");
    const data = encodeFunctionData({ abi: revocations, functionName: "revoke", args: [player.id] });
    expect(await judge([{ to: validator, data }])).toBe("taken");
    const sessions = [
      { permissions: [{ ...permit("play(uint256)"), target: reader }], maxSpend: 0n },
      {
        permissions: [
          permit("play(uint256)", { maxValue: 1n, period: "session", limits: [{ counted: "value", max: 9n }] }),
        ],
        maxSpend: 0n,
      },
      { paymaster: zeroAddress },
    ] as const;
    const verdicts: string[] = [];
    for (const grant of sessions) {
      const fresh = await createPlayer(twins.real, { ...grant, owner: player.owner });
      verdicts.push(await players.verdictOf(fresh, [play(1n)], { enables: true }));
    }
    expect(verdicts).toEqual(["PermissionTargetForbidden", "GrantConfined", "GrantConfined"]);
  });

  test("ends sessions: one, all, and grants that were never used", async () => {
    const { enabled, newPlayer, verdictOf, play } = players;
    const player = await enabled();
    const { validator } = twins.real.contracts;
    const endAll = [{ to: validator, data: encodeFunctionData({ abi: revocations, functionName: "revokeAll" }) }];
    const ended = await players.judgePrepared(player, await makeOwnerOperation(twins.real, player, endAll));
    expect(ended).toMatchObject({ inclusion: { isSuccess: true }, account: { epoch: 1 } });
    expect(await verdictOf(player, [play(1n)])).toBe("SessionNotLive");
    const late = await createPlayer(twins.real, { owner: player.owner, lane: 2, epoch: FIRST_EPOCH });
    expect(await verdictOf(late, [play(1n)], { enables: true })).toBe("GrantWrongEpoch");

    const unused = await newPlayer();
    const end = encodeFunctionData({ abi: revocations, functionName: "revoke", args: [unused.id] });
    const prepared = await makeOwnerOperation(twins.real, unused, [{ to: validator, data: end }], { deploys: true });
    expect(nameOf(await players.judgePrepared(unused, prepared))).toBe("taken");
    expect(await verdictOf(unused, [play(1n)], { enables: true })).toBe("SessionUsedAlready");
  });

  test("or the session's own key ends it, relayed, and its grant is not accepted a second time", async () => {
    const { enabled, verdictOf, play, newPlayer } = players;
    const player = await enabled();
    expect(await verdictOf(player, [play(1n)], { enables: true, voucher: "shown" })).toBe("SessionUsedAlready");
    const { module, grant, signer } = player;
    await relay((await revokeBySessionKey(module, grant, signer)).calls);
    const [real, memory] = await twins.stand(player);
    expect(memory).toEqual(real);
    expect(memory.session).toMatchObject({ isEnded: true, isLive: false });
    expect(await verdictOf(player, [play(1n)])).toBe("SessionNotLive");
    expect(await verdictOf(player, [play(1n)], { enables: true, voucher: "shown" })).toBe("SessionUsedAlready");

    const other = await enabled();
    await relay((await revokeByOwner(module, other.account, other.id, other.owner)).calls);
    expect(await verdictOf(other, [play(1n)])).toBe("SessionNotLive");
    const third = await enabled();
    await relay(await revokeAllByOwner(module, third.account, FIRST_EPOCH, third.owner));
    expect(await verdictOf(third, [play(1n)])).toBe("SessionNotLive");
    // A stranger's signature ends nothing, on either.
    const fourth = await enabled();
    const stranger = await newPlayer();
    const forged = [
      await revokeByOwner(module, fourth.account, fourth.id, stranger.owner),
      await revokeBySessionKey(module, fourth.grant, { ...fourth.signer, sign: stranger.signer.sign }),
      { calls: await revokeAllByOwner(module, fourth.account, FIRST_EPOCH, stranger.owner) },
    ];
    for (const { to, data = "0x" } of forged.flatMap(({ calls }) => calls)) {
      await expect(twins.real.wallet.sendTransaction({ to, data })).rejects.toThrow(INVALID);
      await expect(twins.relayInMemory(to, data)).rejects.toThrow("RevocationSignatureInvalid");
    }
    expect(await verdictOf(fourth, [play(1n)])).toBe("taken");
  });
});

/** Sends what anybody may send, on both chains. */
async function relay(calls: readonly Call[]): Promise<void> {
  const { wallet, rpc } = twins.real;
  for (const { to, data = "0x" } of calls) {
    const hash = await wallet.sendTransaction({ to, data });
    await rpc.waitForTransactionReceipt({ hash });
    await twins.follow();
    await twins.relayInMemory(to, data);
  }
}

async function deal({ account }: Player, wei: bigint): Promise<void> {
  await twins.real.rpc.request({ method: "anvil_setBalance", params: [account, numberToHex(wei)] } as never);
  twins.stack.deal(account, wei);
}
