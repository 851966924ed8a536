import { keccak256, parseAbi, stringToHex } from "viem";
import { expect, test } from "vitest";
import { toPermission } from "../grant/grantTypes.ts";
import { allow, allowTransfer } from "./allow.ts";
import { describeLimits, describePermissions } from "./describe.ts";

const address = "0x1111111111111111111111111111111111111111";
const shop = "0x3333333333333333333333333333333333333333";
const abi = parseAbi([
  "struct Order { uint256 item; int64 low; bytes4 tag; address[2] to; }",
  "function place(Order order, bool glossy, uint256)",
  "function sign(string text, uint8[] path)",
  "function transfer(address to, uint256 amount)",
  "function tip(uint256 entry) payable",
]);
const limitsOf = (...given: Parameters<typeof allow<typeof abi>>) =>
  describePermissions([allow(...given)]).flatMap(({ limits }) => limits);

test("every kind of limit has a sentence", () => {
  expect(
    limitsOf({
      ...{ address, abi },
      functions: {
        place: {
          args: {
            order: {
              item: { oneOf: [1n, 2n] },
              low: { min: -5n, max: 5n },
              tag: { equals: "0x01020304" },
              to: { 1: { equals: shop } },
            },
            glossy: { equals: true },
            2: { max: 9n },
          },
          spend: { arg: "order.item", max: 7n },
          ...{ calls: 1, per: "week", policies: [{ policy: shop, config: "0x" }] },
        },
      },
    }),
  ).toEqual([
    "order.item must be one of 1 or 2",
    "order.low must be from -5 to 5",
    "order.tag must be 0x01020304",
    `order.to.1 must be ${shop}`,
    "glossy must be true",
    "argument 3 must be from 0 to 9",
    "at most 1 call per week",
    "order.item: at most 7 per week",
    `only while the contract ${shop} agrees`,
  ]);
  const hash = keccak256(stringToHex("yes"));
  expect(
    limitsOf({ address, abi, functions: { sign: { args: { text: { hash }, path: { length: { max: 3 } } } } } }),
  ).toEqual([`text must have the keccak256 ${hash}`, "path must have 0 to 3 elements"]);
  expect(limitsOf({ address, abi, functions: { sign: { args: { text: { length: { equals: 2 } } } } } })).toEqual([
    "text must have 2 bytes",
  ]);
  expect(
    limitsOf({ address, abi, functions: { tip: { value: { perCall: 1n, total: 3n }, calls: 5, per: "day" } } }),
  ).toEqual([
    "at most 1 wei of the chain's coin with each call",
    "at most 5 calls per day",
    "at most 3 wei of the chain's coin per day",
  ]);
  expect(limitsOf({ address, abi, functions: { transfer: { spend: "amount" } } })).toEqual(["amount counts as spent"]);
  expect(describePermissions([allowTransfer({ to: shop, value: 2n })])[0]?.limits).toEqual([
    "at most 2 wei of the chain's coin with each call",
    "at most 2 wei of the chain's coin in this session",
  ]);
});

test("a permission without a limit has no sentence, and names are those of the ABI", () => {
  const [rule] = describePermissions([
    allow({ address, abi, functions: { sign: true }, label: "Book", words: { sign: "Sign it" } }),
  ]);
  expect(rule).toMatchObject({
    limits: [],
    label: "Book",
    words: "Sign it",
    functionSignature: "sign(string,uint8[])",
  });
});

test("any changed field changes the sentences", () => {
  const base = toPermission(address, "transfer(address,uint256)", {
    ...{ period: "day", limits: [{ counted: "2", max: 5n }], maxValue: 1n, spendArgument: "2" },
    conditions: [{ argument: "1", rule: "one of", values: [1n] }],
    policies: [{ policy: shop, config: "0x" }],
  });
  const changes = [
    { maxValue: 2n },
    { spendArgument: "" },
    { period: "hour" as const },
    { limits: [{ counted: "2", max: 6n }] },
    { limits: [{ counted: "calls", max: 5n }] },
    { conditions: [{ argument: "2", rule: "one of" as const, values: [1n] }] },
    { conditions: [{ argument: "1", rule: "between" as const, values: [1n, 2n] }] },
    { conditions: [{ argument: "1", rule: "one of" as const, values: [2n] }] },
    { policies: [{ policy: address as `0x${string}`, config: "0x" as const }] },
  ];
  const said = [base, ...changes.map((change) => ({ ...base, ...change }))].map((each) => describeLimits(each).join());
  expect(new Set(said).size).toBe(said.length);
});
