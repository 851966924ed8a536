import { describe, expect, test } from "vitest";
import { readSponsorRequest } from "@/session/src/sponsor/parse/sponsorRequest";
import { exampleParams } from "@/session/test/sponsorExample";
import { sponsorParams } from "./sponsor";

const conditions = [{ argument: "2.1", rule: "between", values: ["0", "0x0a"] }];
const policies = [{ policy: `0x${"12".repeat(20)}`, config: "0x1234" }];
const limits = [{ counted: "calls", max: "3" }];
const permission = {
  ...{ target: `0x${"34".repeat(20)}`, functionSignature: "move(bytes)", maxValue: "0", spendArgument: "2" },
  ...{ period: "day", limits, conditions, policies },
};
const factory = { factory: `0x${"56".repeat(20)}`, factoryData: "0x12" };
const gas = Object.fromEntries(
  ["callGasLimit", "verificationGasLimit", "preVerificationGas", "maxFeePerGas", "maxPriorityFeePerGas"].map((name) => [
    name,
    "0x5",
  ]),
);
/** As sent, with every possible field. */
const whole = JSON.parse(
  JSON.stringify(exampleParams({ permissions: [permission] }, { ...factory, ...gas })),
) as Json[];
type Json = null | string | number | boolean | Json[] | { [name: string]: Json };

/** Values that anybody may send in place of anything. */
const odd: (Json | undefined)[] = [
  ...[
    undefined,
    null,
    true,
    "",
    "0",
    "5",
    "-5",
    "0x",
    "0x5",
    "0x12",
    "0xzz",
    "0X12",
    " 5",
    "1e3",
    "move(bytes)",
    "2",
    "2.1",
    "0.1",
  ],
  ...[
    "2.",
    "session",
    "day",
    "month",
    "between",
    "one of",
    "calls",
    "kind",
    `0x${"ab".repeat(20)}`,
    `0x${"AB".repeat(20)}`,
  ],
  ...[
    `0x${"ab".repeat(32)}`,
    `0x${"ff".repeat(40)}`,
    `0x${"00".repeat(9_000)}`,
    `${2n ** 64n}`,
    `${2n ** 96n}`,
    "9".repeat(90),
  ],
  ...[
    0,
    5,
    -1,
    1.5,
    65_536,
    2 ** 48,
    1e300,
    [],
    [5],
    ["5"],
    {},
    { kind: "session" },
    { kind: "operation" },
    "x".repeat(300),
  ],
];

/** The paths of a value and of everything in it. */
function placesOf(value: Json, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [at];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...entries.flatMap(([name, each]) => placesOf(each, [...at, name]))];
}

function replace(value: Json, [name, ...rest]: readonly (string | number)[], by: Json | undefined): Json | undefined {
  if (name === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, Json>;
  const next = replace(copy[name] as Json, rest, by);
  if (next === undefined) delete copy[name];
  else copy[name] = next;
  return copy as unknown as Json;
}

const isDescribed = (params: unknown) => sponsorParams.safeParse(params).success;
const isRead = (params: unknown) => {
  try {
    readSponsorRequest(params as unknown[]);
    return true;
  } catch {
    return false;
  }
};

describe("the description of the sponsor's parameters", () => {
  test("accepts exactly what the sponsor reads, whatever is in whichever field", () => {
    expect([isRead(whole), isDescribed(whole)]).toEqual([true, true]);
    let taken = 0;
    const places = placesOf(whole).filter((at) => at.length > 0);
    for (const at of places) {
      for (const by of odd) {
        const params = replace(whole, at, by);
        // JSON has no holes in a list of parameters.
        if (!Array.isArray(params) || params.some((each) => each === undefined)) continue;
        const read = isRead(params);
        if (read) taken += 1;
        expect(isDescribed(params), `${at.join(".")}: ${JSON.stringify(by)?.slice(0, 60)}`).toBe(read);
      }
    }
    expect(places.length).toBeGreaterThan(40);
    expect(taken).toBeGreaterThan(200);
    for (const length of [0, 3, 5]) {
      const params = Array.from({ length }, (_, index) => whole[index] ?? null);
      expect([isRead(params), isDescribed(params)], `${length} parameters`).toEqual([false, false]);
    }
  });

  test("and does the same for a single operation", () => {
    for (const context of [
      { kind: "operation" },
      { kind: "operation", more: 1 },
      { kind: "session" },
      { kind: "other" },
      null,
    ]) {
      const params = [...whole.slice(0, 3), context];
      expect(isDescribed(params), JSON.stringify(context)).toBe(isRead(params));
    }
  });
});
