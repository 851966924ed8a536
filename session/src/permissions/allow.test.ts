import { encodeFunctionData, keccak256, parseAbi, stringToHex, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { InvalidPermissionError } from "../errors/inputErrors.ts";
import { createGrant } from "../grant/grant.ts";
import { FIRST_EPOCH } from "../sessions/readChain.ts";
import { allow, allowTransfer, type ContractPermissions } from "./allow.ts";
import { findHint } from "./permits.ts";

const address = "0x1111111111111111111111111111111111111111";
const shop = "0x3333333333333333333333333333333333333333";
const abi = parseAbi([
  "struct Order { uint256 item; uint96 price; address[2] to; string note; }",
  "struct Pair { int64 low; bytes4 tag; }",
  "function transfer(address to, uint256 amount) returns (bool)",
  "function place(Order order, uint16)",
  "function mark(Pair pair, bool)",
  "function sign(string text, uint8[] path)",
  "function tip(uint256 entry) payable",
  "function many(uint256)",
  "function many(address)",
  "function count() view returns (uint256)",
  "error Sold(uint256 item)",
]);

/** The kit must accept for a grant what the chain would be asked to enforce. */
function refusalOf(allowed: ContractPermissions, data: `0x${string}`, value = 0n) {
  const grant = createGrant({
    ...{
      account: `0x${"56".repeat(20)}`,
      sessionKey: `0x${"12".repeat(20)}`,
      validator: `0x${"34".repeat(20)}`,
      lane: 1,
      epoch: FIRST_EPOCH,
    },
    ...{
      nowSeconds: 1_800_000_000,
      permissions: allowed.permissions,
      maxActions: 10,
      maxGasWei: 1n,
      paymaster: zeroAddress,
    },
    maxSpend: allowed.permissions.some(({ spendArgument }) => spendArgument !== "") ? 100n : 0n,
  });
  return findHint(grant, { to: allowed.address, data, value }).refusal?.because;
}

describe("allow", () => {
  test("true is the right to call and nothing else", () => {
    const {
      permissions,
      says,
      abi: known,
    } = allow({
      address,
      abi,
      functions: { transfer: true },
      words: { transfer: "Pay" },
    });
    expect(permissions).toEqual([
      {
        ...{
          target: address,
          functionSignature: "transfer(address,uint256)",
          maxValue: 0n,
          spendArgument: "",
          period: "",
        },
        ...{ limits: [], conditions: [], policies: [] },
      },
    ]);
    expect(says[0]?.words).toBe("Pay");
    expect(known, "a refusal is named by it").toBe(abi);
  });

  test("one of two recipients, each with its own limit, counted per day", () => {
    const allowed = allow({
      ...{ address, abi },
      functions: {
        transfer: [
          { args: { to: { equals: shop } }, spend: { arg: "amount", max: 10n }, per: "day" },
          { args: { to: { equals: address }, amount: { max: 3n } } },
        ],
      },
    });
    expect(allowed.permissions[0]).toMatchObject({
      period: "day",
      limits: [{ counted: "2", max: 10n }],
      spendArgument: "",
    });
    const pay = (to: `0x${string}`, amount: bigint) =>
      encodeFunctionData({ abi, functionName: "transfer", args: [to, amount] });
    expect(refusalOf(allowed, pay(shop, 10n ** 30n))).toBeUndefined(); // only the chain counts
    expect(refusalOf(allowed, pay(address, 3n))).toBeUndefined();
    expect(refusalOf(allowed, pay(address, 4n))).toBe("argument");
    expect(refusalOf(allowed, pay(zeroAddress, 1n))).toBe("argument");
  });

  test("inside tuples and lists of fixed length, by name; arguments without a name by position", () => {
    const limits = {
      args: { order: { price: { min: 2n, max: 5n }, to: { 1: { oneOf: [shop, address] } } }, 1: { equals: 3 } },
    } as const;
    const allowed = allow({ address, abi, functions: { place: limits } });
    const place = (price: bigint, to: `0x${string}`, n: number) =>
      encodeFunctionData({
        abi,
        functionName: "place",
        args: [{ item: 1n, price, to: [zeroAddress, to], note: "x" }, n],
      });
    expect(allowed.permissions[0]?.conditions.map(({ argument }) => argument)).toEqual(["1.2", "1.3.2", "2"]);
    expect(refusalOf(allowed, place(5n, shop, 3))).toBeUndefined();
    for (const wrong of [place(6n, shop, 3), place(1n, shop, 3), place(5n, zeroAddress, 3), place(5n, shop, 4)]) {
      expect(refusalOf(allowed, wrong)).toBe("argument");
    }
  });

  test("numbers with a sign, bytes and booleans", () => {
    const limits = {
      args: { pair: { low: { min: -2n, max: 1n }, tag: { equals: "0x01020304" } }, 1: { equals: true } },
    } as const;
    const allowed = allow({ address, abi, functions: { mark: limits } });
    const mark = (low: bigint, tag: `0x${string}`, is: boolean) =>
      encodeFunctionData({ abi, functionName: "mark", args: [{ low, tag }, is] });
    for (const low of [-2n, 0n, 1n]) expect(refusalOf(allowed, mark(low, "0x01020304", true))).toBeUndefined();
    for (const low of [-3n, 2n]) expect(refusalOf(allowed, mark(low, "0x01020304", true))).toBe("argument");
    expect(refusalOf(allowed, mark(0n, "0x01020305", true))).toBe("argument");
    expect(refusalOf(allowed, mark(0n, "0x01020304", false))).toBe("argument");
  });

  test("the length of a text, the size of a list, the hash of either", () => {
    const text = { hash: [keccak256(stringToHex("yes")), keccak256(stringToHex("no"))] } as const;
    const allowed = allow({ address, abi, functions: { sign: { args: { text, path: { length: { max: 2 } } } } } });
    const sign = (said: string, path: number[]) =>
      encodeFunctionData({ abi, functionName: "sign", args: [said, path] });
    expect(refusalOf(allowed, sign("yes", [1, 2]))).toBeUndefined();
    expect(refusalOf(allowed, sign("perhaps", []))).toBe("argument");
    expect(refusalOf(allowed, sign("no", [1, 2, 3]))).toBe("argument");
  });

  test("value: one amount limits each call and the total", () => {
    const of = (value: bigint | { perCall: bigint } | { total: bigint }) =>
      allow({ address, abi, functions: { tip: { value } } }).permissions[0];
    const limits = [{ counted: "value", max: 5n }];
    for (const value of [5n, { perCall: 5n }, { total: 5n }]) expect(of(value)).toMatchObject({ maxValue: 5n, limits });
    const tip = encodeFunctionData({ abi, functionName: "tip", args: [1n] });
    expect(refusalOf(allow({ address, abi, functions: { tip: { value: 5n } } }), tip, 6n)).toBe("value");
  });

  test("a plain transfer to one address", () => {
    const allowed = allowTransfer({ to: shop, value: { perCall: 2n, total: 6n }, calls: 4, per: "week" });
    const limits = [
      { counted: "calls", max: 4n },
      { counted: "value", max: 6n },
    ];
    expect(allowed.permissions[0]).toMatchObject({
      functionSignature: "native transfer",
      maxValue: 2n,
      period: "week",
      limits,
    });
    expect(refusalOf(allowed, "0x", 2n)).toBeUndefined();
    expect(refusalOf(allowed, "0x", 3n)).toBe("value");
  });

  test.each<[string, () => unknown, string]>([
    ["an empty list of functions", () => allow({ address, abi, functions: {} }), "Nothing"],
    ["one that the ABI lacks", () => allow({ address, abi, functions: { sell: true } as never }), "no function sell"],
    ["one that only reads", () => allow({ address, abi, functions: { count: true } as never }), "only reads"],
    ["an overloaded name", () => allow({ address, abi, functions: { many: true } }), "several functions"],
    [
      "an unknown argument",
      () => allow({ address, abi, functions: { tip: { args: { no: { max: 1n } } as never } } }),
      "no such argument",
    ],
    [
      "an empty range",
      () => allow({ address, abi, functions: { tip: { args: { entry: { min: 3n, max: 2n } } } } }),
      "between 3 and 2",
    ],
    [
      "a value that does not fit",
      () => allow({ address, abi, functions: { tip: { args: { entry: { equals: -1n } } } } }),
      "-1 is no uint256",
    ],
    [
      "an empty limit",
      () => allow({ address, abi, functions: { tip: { args: { entry: {} as never } } } }),
      "says nothing",
    ],
    [
      "the order of an address",
      () => allow({ address, abi, functions: { transfer: { args: { to: { max: shop } as never } } } }),
      "no order",
    ],
    [
      "a word of a text",
      () => allow({ address, abi, functions: { sign: { args: { text: { equals: "x" } as never } } } }),
      "no single word",
    ],
    [
      "value for free",
      () => allow({ address, abi, functions: { transfer: { value: 1n } as never } }),
      "no native value",
    ],
    [
      "an address as an amount",
      () => allow({ address, abi, functions: { transfer: { spend: "to" as never } } }),
      "no amount",
    ],
    [
      "nothing to count by the day",
      () => allow({ address, abi, functions: { tip: { per: "day" } } }),
      "counted per day",
    ],
    ["a transfer of nothing", () => allowTransfer({ to: shop, value: 0n }), "nothing"],
  ])("refuses %s, with the reason", (_, make, words) => {
    expect(make).toThrow(InvalidPermissionError);
    expect(make).toThrow(words);
  });
});
