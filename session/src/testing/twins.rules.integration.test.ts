import {
  encodeAbiParameters,
  type Hex,
  keccak256,
  numberToHex,
  parseAbiParameters,
  size,
  slice,
  stringToHex,
} from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOperation, type Otherwise } from "../../test/handmade.ts";
import type { Player } from "../../test/player.ts";
import { createDice, randomGrant } from "../../test/randomGrants.ts";
import { createTwinPlayers, type TwinPlayers } from "../../test/twinPlayers.ts";
import { startTwins, type Twins } from "../../test/twins.ts";
import { InvalidInputError } from "../errors/errors.ts";
import type { Condition, Grant, Permission } from "../grant/grantTypes.ts";
import type { Call } from "../operation/calls.ts";
import { selectorOf } from "../permissions/functionText.ts";

let twins: Twins;
let players: TwinPlayers;

beforeAll(async () => {
  twins = await startTwins();
  players = createTwinPlayers(twins);
}, 180_000);

afterAll(async () => {
  await twins.dispose();
});

const lengths = { hour: 3600, day: 86_400, week: 604_800 } as const;
const between = (argument: string, ...values: bigint[]): Condition => ({ argument, rule: "between", values });
const minus = (value: bigint) => BigInt.asUintN(256, -value);
const hashOf = (text: string) => BigInt(keccak256(stringToHex(text)));

/** A call of a function that the target does not have to have: its effect does not matter. */
function callOf(text: string, types: string, values: readonly unknown[]): Call {
  const data = encodeAbiParameters(parseAbiParameters(types) as readonly [], values as unknown as readonly []);
  return { to: twins.real.contracts.target, data: `${selectorOf(text)}${data.slice(2)}` };
}

/** A player whose grant is only this, and whose first operation is on both chains. */
async function playerWith(permissions: readonly Permission[], first: readonly Call[], more: Partial<Grant> = {}) {
  const player = await players.newPlayer({ permissions, maxSpend: 0n, ...more });
  expect(await players.verdictOf(player, first, { first: true })).toBe("taken");
  return player;
}

async function verdictsOf(
  player: Player,
  rows: readonly (readonly [readonly Call[], Otherwise?])[],
): Promise<string[]> {
  const verdicts: string[] = [];
  for (const [calls, otherwise] of rows) verdicts.push(await players.verdictOf(player, calls, otherwise));
  return verdicts;
}

describe("a rule, in memory and on a real chain", () => {
  test("limits words, signed and not, and lists the allowed ones", async () => {
    const text = "place(address,bytes4,bool,uint8)";
    const { target } = twins.real.contracts;
    const place = (to: Hex, amount: number) =>
      callOf(text, "address, bytes4, bool, uint8", [to, "0x12345678", true, amount]);
    const level = (value: bigint) => callOf("setLevel(int256)", "int256", [value]);
    const conditions: Condition[] = [
      { argument: "1", rule: "one of", values: [BigInt(target), 5n] },
      between("4", 3n, 9n),
    ];
    const permissions = [
      players.permit(text, { conditions }),
      players.permit("setLevel(int256)", { conditions: [between("1", minus(3n), 4n)] }),
    ];
    const player = await playerWith(permissions, [place(target, 3), level(-3n)]);
    const rows = [place(target, 9), place(target, 10), place(`0x${"77".repeat(20)}`, 3), level(4n), level(-4n)];
    const short = { ...place(target, 3), data: slice(place(target, 3).data ?? "0x", 0, 60) };
    expect(
      await verdictsOf(
        player,
        [...rows, short].map((call) => [[call]] as const),
      ),
    ).toEqual([
      ...["taken", "CallArgumentRefused", "CallArgumentRefused", "taken", "CallArgumentRefused", "CallArgumentMissing"],
    ]);
  });

  test("limits data of any length, also behind a wrong offset", async () => {
    const text = "post((string,uint64[]),bytes)";
    const conditions: Condition[] = [
      { argument: "1.1", rule: "hash one of", values: [hashOf("red"), hashOf("")] },
      { argument: "1.2", rule: "length between", values: [1n, 2n] },
      { argument: "2", rule: "length between", values: [0n, 33n] },
    ];
    const post = (color: string, list: bigint[], bytes: Hex) =>
      callOf(text, "(string, uint64[]), bytes", [[color, list], bytes]);
    const good = post("red", [1n], "0x11");
    // Not executed: the target reverts, which is the same on both.
    const player = await players.newPlayer({ permissions: [players.permit(text, { conditions })], maxSpend: 0n });
    const data = good.data ?? "0x";
    const lying = [0, 1, 2, 3, 4].map((word): Call => {
      const at = 4 + 32 * word;
      const offset = numberToHex(BigInt(size(data)) + 5n, { size: 32 }).slice(2);
      return { ...good, data: `${slice(data, 0, at)}${offset}${slice(data, at + 32).slice(2)}` };
    });
    const calls = [good, post("blue", [1n], "0x"), post("", [], "0x"), post("", [1n, 2n, 3n], "0x"), ...lying];
    for (const call of calls) {
      const prepared = await makeOperation(twins.real, player, [call], { first: true });
      const [original, twin] = await twins.probe(prepared);
      expect(twin, call.data).toEqual(original);
    }
  });

  test("has its own counts: calls, amounts and value, in the whole session", async () => {
    const { play, permit, spend } = players;
    const value = { maxValue: 5n, period: "session", limits: [{ counted: "value", max: 8n }] } as const;
    const few = {
      period: "session",
      limits: [
        { counted: "calls", max: 2n },
        { counted: "2", max: 10n },
      ],
    } as const;
    const paying = (wei: bigint): Call => ({ ...play(1n), value: wei });
    const player = await playerWith(
      [permit("play(uint256)", value), permit("spend(uint256,uint256)", few)],
      [play(0n)],
    );
    twins.stack.deal(player.account, 100n);
    await twins.real.rpc.request({ method: "anvil_setBalance", params: [player.account, "0x64"] } as never);
    const rows = [
      paying(5n),
      paying(6n),
      paying(4n),
      paying(3n),
      spend(11n),
      spend(10n),
      spend(1n),
      spend(0n),
      spend(0n),
    ];
    expect(
      await verdictsOf(
        player,
        rows.map((call) => [[call]] as const),
      ),
    ).toEqual([
      ...["taken", "CallValueAboveLimit", "LimitExceeded", "taken", "LimitExceeded", "taken", "LimitExceeded"],
      ...["taken", "LimitExceeded"],
    ]);
  });

  test("restarts its counts in each hour, day and week", async () => {
    const { play, permit, newPlayer } = players;
    const now = await twins.real.now();
    // Monday 00:00 UTC, when every shorter period begins too.
    const sinceMonday = (now + 3 * 86_400) % lengths.week;
    const hasTime = (length: number) => length - (sinceMonday % length) > 90;
    const limits = [{ counted: "calls", max: 3n }];
    for (const period of ["hour", "day", "week"] as const) {
      const length = lengths[period];
      const player = await newPlayer({ permissions: [permit("play(uint256)", { period, limits })], maxSpend: 0n });
      const start = now - (sinceMonday % length);
      for (const time of [now, now - length, now + length, start, start - 1, start + length - 1, start + length, 0]) {
        const prepared = await makeOperation(twins.real, player, [play(1n)], { first: true, proof: { time } });
        const [original, twin] = await twins.probe(prepared);
        expect(twin, `${period}, ${time - now}`).toEqual(original);
      }
    }
    const period = (["hour", "day", "week"] as const).find((each) => hasTime(lengths[each])) ?? "hour";
    const often = await playerWith([permit("play(uint256)", { period, limits })], [play(0n)]);
    const at = (time: number): [Call[], Otherwise] => [[play(1n)], { proof: { time } }];
    const rows = [at(now - lengths[period]), at(now + 2 * lengths[period]), at(now), [[play(1n), play(1n)]]] as const;
    expect(await verdictsOf(often, rows)).toEqual(["PeriodOver", "AA22", "taken", "LimitExceeded"]);
  });

  test("asks policies", async () => {
    const { play, permit, newPlayer } = players;
    const { policy, leafOf } = twins;
    const owner = (await newPlayer()).owner;
    const { account } = await newPlayer({ owner });
    for (const [config, verdict] of [
      [leafOf(account), "taken"],
      [leafOf(policy), "CallPolicyRefused"],
    ] as const) {
      const player = await newPlayer({
        owner,
        permissions: [permit("play(uint256)", { policies: [{ policy, config }] })],
        maxSpend: 0n,
      });
      const otherwise = { enables: true, deploys: verdict === "taken" };
      expect(await players.verdictOf(player, [play(1n)], otherwise)).toBe(verdict);
    }
  });
});

test("of three hundred grants, most of them broken, both refuse the same ones with the same errors", async () => {
  const player = await players.newPlayer();
  const counts: Record<string, number> = {};
  for (let seed = 0; seed < 300; seed++) {
    const { permissions, maxSpend, maxActions } = randomGrant(seed);
    const grant = { permissions, maxSpend, maxActions, maxGasWei: 10n ** 18n };
    const prepared = await makeOperation(twins.real, player, [players.play(1n)], { first: true, grant }).catch(
      // A grant that cannot be packed.
      (error: unknown) => (error instanceof InvalidInputError ? undefined : Promise.reject(error)),
    );
    if (!prepared) continue;
    const [original, twin] = await twins.probe(prepared);
    const name = original?.contractError?.name ?? original?.entryPointCode ?? "taken";
    counts[name] = (counts[name] ?? 0) + 1;
    expect(twin, `seed ${seed}`).toEqual(original);
  }
  // Checks that they were judged at all.
  expect(Object.keys(counts).length).toBeGreaterThan(8);
});

test("of three hundred operations, each with something changed, both say the same", async () => {
  const { play, spend, permit } = players;
  const conditions: Condition[] = [between("1", 2n, 40n)];
  const permissions = [
    permit("play(uint256)", { conditions }),
    permit("spend(uint256,uint256)", {
      spendArgument: "2",
      period: "session",
      limits: [{ counted: "calls", max: 40n }],
    }),
    permit("setLevel(int256)", { conditions: [between("1", minus(9n), 9n)] }),
  ];
  const player = await players.newPlayer({ permissions, maxSpend: 60n, maxActions: 120 });
  expect(await players.verdictOf(player, [play(3n)], { first: true })).toBe("taken");
  const counts: Record<string, number> = {};
  for (let seed = 0; seed < 300; seed++) {
    const dice = createDice(seed);
    const level = (value: bigint) => callOf("setLevel(int256)", "int256", [value]);
    const one = (): Call => {
      const amount = BigInt(dice.below(48));
      const call = dice.pick([play(amount), spend(amount / 4n), level(amount - 24n)]);
      if (dice.chance(4)) return { ...call, value: 1n };
      return dice.chance(6) ? { ...call, data: slice(call.data ?? "0x", 0, dice.below(68) + 1) } : call;
    };
    const calls = Array.from({ length: 1 + dice.below(4) }, one);
    const hints = dice.chance(15) ? { hints: calls.map(() => dice.below(4)) } : {};
    const otherwise: Otherwise = {
      ...(dice.chance(20) && { proof: { ...hints, ...(dice.chance(30) && { time: dice.below(2 ** 32) }) } }),
      ...(dice.chance(5) && { operation: { callData: numberToHex(dice.next(), { size: 32 }) } }),
      ...(dice.chance(5) && { signature: (signature: Hex) => slice(signature, 0, 1 + dice.below(size(signature))) }),
    };
    const prepared = await makeOperation(twins.real, player, calls, otherwise);
    const [original, twin] = await twins.probe(prepared);
    expect(twin, `seed ${seed}`).toEqual(original);
    const name = original?.contractError?.name ?? original?.entryPointCode ?? "taken";
    counts[name] = (counts[name] ?? 0) + 1;
    if (name === "taken" && dice.chance(20)) await players.judge(player, calls, otherwise);
  }
  expect(Object.keys(counts).length).toBeGreaterThan(5);
  expect(counts.taken).toBeGreaterThan(20);
});
