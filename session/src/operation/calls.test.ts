import {
  concat,
  decodeAbiParameters,
  decodeFunctionData,
  getAddress,
  type Hex,
  numberToHex,
  parseAbi,
  size,
  slice,
} from "viem";
import { describe, expect, test } from "vitest";
import { createDice } from "../../test/randomGrants.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { type Call, createFactoryArgs, decodeCalls, encodeCalls } from "./calls.ts";

const to = "0x00000000000000000000000000000000000000ee";
const other = "0x00000000000000000000000000000000000000ff";
const abi = parseAbi([
  "function execute(bytes32 mode, bytes executionCalldata)",
  "function createAccount(bytes owner, bytes32 salt)",
]);
const executions = [
  { type: "tuple[]", components: [{ type: "address" }, { type: "uint256" }, { type: "bytes" }] },
] as const;
const RUN = "0x0645cff4";

describe("calls without value run together", () => {
  test("and name a target once", () => {
    const call = { to, data: "0x12345678" } as const;
    const packed = concat([RUN, "0x8004", to, "0x12345678", "0x0004", "0x12345678", "0x8000", other]);
    expect(encodeCalls([call, call, { to: other }])).toBe(packed);
  });

  test("also a single one, whatever the case of its address", () => {
    const packed = concat([RUN, "0x8001", to, "0xab", "0x0001", "0xcd"]);
    expect(
      encodeCalls([
        { to, data: "0xab" },
        { to: getAddress(to), data: "0xcd" },
      ]).toLowerCase(),
    ).toBe(packed);
    expect(encodeCalls([{ to, data: "0xab", value: 0n }])).toBe(concat([RUN, "0x8001", to, "0xab"]));
  });

  test("as far as their length can be encoded", () => {
    const data = (bytes: number): Hex => `0x${"ab".repeat(bytes)}`;
    expect(encodeCalls([{ to, data: data(32_767) }]).startsWith(RUN)).toBe(true);
    expect(encodeCalls([{ to, data: data(32_768) }]).startsWith(RUN)).toBe(false);
  });
});

describe("calls with value, or of another account contract, are executed as ERC-7579 says", () => {
  test("one is a single execution: mode zero, packed", () => {
    const { args } = decodeFunctionData({ abi, data: encodeCalls([{ to, data: "0xabcd", value: 5n }]) });
    expect(args).toEqual([`0x${"00".repeat(32)}`, `${to}${"5".padStart(64, "0")}abcd`]);
  });

  test.each([
    [
      "with value",
      [
        { to, data: "0xabcd" },
        { to, value: 1n },
      ],
      true,
    ],
    ["of another account", [{ to, data: "0xabcd" }, { to }], false],
  ] as const)("several %s are one atomic batch", (_, calls, isPlayerAccount) => {
    const { args } = decodeFunctionData({ abi, data: encodeCalls(calls, isPlayerAccount) });
    expect(args?.[0]).toBe(`0x01${"00".repeat(31)}`);
    const [decoded] = decodeAbiParameters(executions, args?.[1] ?? "0x");
    expect(decoded).toEqual([
      [getAddress(to), 0n, "0xabcd"],
      [getAddress(to), isPlayerAccount ? 1n : 0n, "0x"],
    ]);
  });
});

test("an empty list is not a batch", () => {
  expect(() => encodeCalls([])).toThrow(InvalidInputError);
});

describe("calls are read back", () => {
  const plain = (calls: readonly Call[]) =>
    calls.map(({ to, value = 0n, data = "0x" }) => ({ to: to.toLowerCase(), value, data }));

  const randomCalls = (seed: number, isValued: boolean): Call[] => {
    const dice = createDice(seed);
    const targets = [numberToHex(dice.next() >> 96n, { size: 20 }), to, getAddress(to)] as const;
    return Array.from({ length: 1 + dice.below(6) }, () => ({
      to: dice.pick(targets),
      ...(dice.chance(80) && {
        data: slice(`0x${numberToHex(dice.next(), { size: 32 }).slice(2).repeat(3)}`, 0, dice.below(96)),
      }),
      ...(isValued && dice.chance(60) && { value: dice.next() % 2n ** 128n }),
    }));
  };

  test.each([false, true])("as they were, with value: %s", (isValued) => {
    const kinds = new Set<Hex>();
    for (let seed = 0; seed < 200; seed++) {
      const calls = randomCalls(seed, isValued);
      const callData = encodeCalls(calls);
      kinds.add(slice(callData, 0, 4));
      expect(plain(decodeCalls(callData) ?? []), `seed ${seed}`).toEqual(plain(calls));
      expect(plain(decodeCalls(encodeCalls(calls, false)) ?? []), `seed ${seed}`).toEqual(plain(calls));
    }
    expect(kinds.size).toBe(isValued ? 2 : 1);
  });

  test("packed calls end where the data ends, and nowhere else", () => {
    const callData = encodeCalls([
      { to, data: "0x12345678" },
      { to, data: "0xabcd" },
    ]);
    const ends = [4, 4 + 2 + 20 + 4, size(callData)];
    for (let end = 0; end <= size(callData); end++) {
      const calls = decodeCalls(end === 0 ? "0x" : slice(callData, 0, end));
      expect(calls?.length, `${end} bytes`).toBe(ends.includes(end) ? ends.indexOf(end) : undefined);
    }
    expect(decodeCalls(concat([callData, "0x00"]))).toBeUndefined();
  });

  test("a first call without a target goes to the zero address, as the account reads it", () => {
    expect(decodeCalls(concat([RUN, "0x0001", "0xab"]))).toMatchObject([{ to: `0x${"00".repeat(20)}`, data: "0xab" }]);
  });

  test.each<[string, Hex]>([
    ["nothing", "0x"],
    ["another function", concat(["0x12345678", `0x${"00".repeat(96)}`])],
    ["delegatecall", executeOf("0xff00", `0x${"ab".repeat(60)}`)],
    ["a mode that tries", executeOf("0x0001", `0x${"ab".repeat(60)}`)],
    ["a single execution without a target", executeOf("0x0000", `0x${"ab".repeat(19)}`)],
    ["a single execution without a whole value", executeOf("0x0000", `0x${"ab".repeat(51)}`)],
    ["an invalid batch", executeOf("0x0100", `0x${"ab".repeat(60)}`)],
    ["half of execute", slice(encodeCalls([{ to, value: 1n }]), 0, 90)],
  ])("%s is not read as calls", (_, callData) => {
    expect(decodeCalls(callData)).toBeUndefined();
  });

  function executeOf(type: Hex, execution: Hex): Hex {
    const length = numberToHex(size(execution), { size: 32 });
    const padding = `0x${"00".repeat((32 - (size(execution) % 32)) % 32)}` as const;
    const head = [`0xe9ae5c53${type.slice(2)}${"00".repeat(30)}`, numberToHex(64, { size: 32 })] as const;
    return concat([...head, length, execution, padding]);
  }
});

test("an account is created from its owner's signer bytes", () => {
  const { factory, factoryData } = createFactoryArgs(to, "0x1234");
  expect(factory).toBe(to);
  expect(decodeFunctionData({ abi, data: factoryData }).args).toEqual(["0x1234", `0x${"00".repeat(32)}`]);
});
