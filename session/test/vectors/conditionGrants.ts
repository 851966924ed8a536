import { concat, type Hex, keccak256, stringToHex } from "viem";
import { selectorOf } from "../../src/core.ts";
import { callOf, counted, word } from "./calls.ts";
import type { GrantSpec } from "./types.ts";
import { grantOf, permit, world } from "./world.ts";

const { game, token, shop, friend, policy, now } = world;

const minus = (number: bigint) => BigInt.asUintN(256, -number);
const hashOf = (bytes: Hex) => BigInt(keccak256(bytes));

/** Grants whose rules check arguments, or ask a policy. */
export const conditionGrants: readonly GrantSpec[] = [
  {
    name: "conditions on single words: a range, a signed range, a set",
    grant: grantOf([
      permit("play(uint256)", { conditions: [{ argument: "1", rule: "between", values: [2n, 3n] }] }),
      permit("level(int8)", { conditions: [{ argument: "1", rule: "between", values: [minus(2n), 1n] }] }),
      permit(
        "transfer(address,uint256)",
        { conditions: [{ argument: "1", rule: "one of", values: [BigInt(shop), BigInt(friend)] }] },
        token,
      ),
    ]),
    operations: [
      {
        what: "each holds",
        enables: true,
        calls: [callOf("play", [3n]), callOf("level", [-2]), callOf("transfer", [friend, 1n], token)],
        hints: [0, 1, 2],
      },
      {
        what: "above the range",
        calls: [callOf("play", [4n])],
        error: { name: "CallArgumentRefused", args: [0n, 0n, 4n] },
      },
      {
        what: "below the signed range",
        calls: [callOf("play", [2n]), callOf("level", [-3])],
        hints: [0, 1],
        error: { name: "CallArgumentRefused", args: [1n, 0n, minus(3n)] },
      },
      {
        what: "not in the set",
        calls: [callOf("transfer", [game, 1n], token)],
        hints: [2],
        error: { name: "CallArgumentRefused", args: [0n, 0n, BigInt(game)] },
      },
      {
        what: "no argument at all",
        calls: [{ to: game, data: selectorOf("play(uint256)") }],
        error: { name: "CallArgumentMissing", args: [0n, 4n, 4n] },
      },
    ],
  },
  {
    name: "conditions in a tuple and in an array of fixed length; the amount is a member",
    grant: grantOf(
      [
        permit("order((address,uint256,int64))", {
          spendArgument: "1.2",
          conditions: [
            { argument: "1.1", rule: "one of", values: [BigInt(friend)] },
            { argument: "1.3", rule: "between", values: [minus(1n), 0n] },
          ],
        }),
        permit("tag(uint256[],uint8[2])", { conditions: [{ argument: "2.2", rule: "between", values: [7n, 7n] }] }),
      ],
      { maxSpend: 9n },
    ),
    operations: [
      {
        what: "within all of them",
        enables: true,
        calls: [callOf("order", [[friend, 9n, -1n]]), callOf("tag", [[1n], [0, 7]])],
        hints: [0, 1],
        spends: 9n,
      },
    ],
  },
  {
    name: "conditions behind an offset: of a dynamic tuple, and of dynamic arguments",
    grant: grantOf([
      permit("post((uint256,bytes,uint256[]))", {
        conditions: [
          { argument: "1.1", rule: "between", values: [5n, 6n] },
          { argument: "1.2", rule: "length between", values: [0n, 3n] },
          { argument: "1.3", rule: "hash one of", values: [hashOf(concat([word(1n), word(2n)]))] },
        ],
      }),
      permit("tell(string,bytes)", {
        conditions: [
          { argument: "1", rule: "hash one of", values: [hashOf(stringToHex("yes")), hashOf(stringToHex("no"))] },
          { argument: "2", rule: "length between", values: [2n, 2n] },
        ],
      }),
    ]),
    operations: [
      {
        what: "within all of them",
        enables: true,
        calls: [callOf("post", [[5n, "0x010203", [1n, 2n]]]), callOf("tell", ["no", "0xabcd"])],
        hints: [0, 1],
      },
      {
        what: "a text that is too long",
        calls: [callOf("post", [[5n, "0x01020304", [1n, 2n]]])],
        error: { name: "CallArgumentRefused", args: [0n, 1n, 4n] },
      },
      {
        what: "another list",
        calls: [callOf("post", [[5n, "0x", [1n]]])],
        error: { name: "CallArgumentRefused", args: [0n, 2n, hashOf(word(1n))] },
      },
      {
        what: "an offset that leads out of the calldata",
        calls: [{ to: game, data: concat([selectorOf("post((uint256,bytes,uint256[]))"), word(2n ** 255n)]) }],
        error: { name: "CallArgumentMissing", args: [0n, 2n ** 255n, 36n] },
      },
    ],
  },
  {
    name: "two ways to call one function",
    grant: grantOf([
      permit("play(uint256)", { conditions: [{ argument: "1", rule: "between", values: [0n, 9n] }] }),
      permit("play(uint256)", {
        period: "hour",
        limits: [{ counted: "calls", max: 1n }],
        conditions: [{ argument: "1", rule: "one of", values: [100n] }],
      }),
    ]),
    operations: [
      {
        what: "the hint says which",
        enables: true,
        calls: [callOf("play", [1n]), callOf("play", [100n])],
        hints: [0, 1],
        time: now,
        window: [now - 1, now + 3570],
        counts: [{ ...counted({ period: 500_000 }), rule: 1 }],
      },
      {
        what: "the other way has no room for it",
        calls: [callOf("play", [100n])],
        error: { name: "CallArgumentRefused", args: [0n, 0n, 100n] },
      },
    ],
  },
  {
    name: "policies: two contracts are asked, one of them with a text of its own",
    grant: grantOf([
      permit("play(uint256)", {
        policies: [
          { policy, config: "0x" },
          { policy, config: "0xc0ffee" },
        ],
      }),
    ]),
    operations: [
      { what: "both say yes", enables: true, calls: [callOf("play", [1n])] },
      {
        what: "the second says no",
        calls: [callOf("play", [13n])],
        error: { name: "CallPolicyRefused", args: [0n, policy] },
      },
    ],
  },
  {
    name: "a function whose selector is zero is no transfer",
    grant: grantOf([permit("wycpnbqcyf()")]),
    operations: [
      { what: "its four bytes are zero", enables: true, calls: [callOf("wycpnbqcyf", [])] },
      { what: "no bytes are none of them", calls: [{ to: game }], error: { name: "CallTooShort", args: [0n, 0n] } },
    ],
  },
];
