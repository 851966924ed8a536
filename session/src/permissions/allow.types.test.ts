// Each line with a comment must not compile; the others must.
import { parseAbi } from "viem";
import { test } from "vitest";
import { allow } from "./allow.ts";

const address = "0x1111111111111111111111111111111111111111";
const shop = "0x3333333333333333333333333333333333333333";
const guestbookAbi = parseAbi([
  "function sign(string text)",
  "function tip(uint256 entry) payable",
  "function count() view returns (uint256)",
]);
const tokenAbi = parseAbi(["function transfer(address to, uint256 amount) returns (bool)"]);
const shopAbi = parseAbi([
  "struct Order { uint256 item; uint96 price; address[2] to; }",
  "function buy(uint256 item, uint64 quantity, uint256 maxPrice)",
  "function setColor(bytes32 color, bool glossy)",
  "function rename(string name, uint8[] path)",
  "function place(Order order, uint16)",
]);

test("the compiler refuses invalid permissions", () => {
  const never = () => {
    // @ts-expect-error no such function
    allow({ address, abi: guestbookAbi, functions: { sing: true } });
    // @ts-expect-error a view
    allow({ address, abi: guestbookAbi, functions: { count: true } });
    // @ts-expect-error a string cannot be compared as one word
    allow({ address, abi: guestbookAbi, functions: { sign: { args: { text: { equals: "x" } } } } });
    allow({ address, abi: guestbookAbi, functions: { sign: { args: { text: { length: { max: 140 } } } } } });
    // @ts-expect-error no such argument
    allow({ address, abi: tokenAbi, functions: { transfer: { args: { recipient: { equals: address } } } } });
    // @ts-expect-error an address is not a number
    allow({ address, abi: tokenAbi, functions: { transfer: { args: { to: { max: 1n } } } } });
    // @ts-expect-error an address is not an amount
    allow({ address, abi: tokenAbi, functions: { transfer: { spend: "to" } } });
    allow({ address, abi: tokenAbi, functions: { transfer: { spend: { arg: "amount", max: 1n }, per: "day" } } });
    // @ts-expect-error takes no native value
    allow({ address, abi: guestbookAbi, functions: { sign: { value: 1n } } });
    allow({ address, abi: guestbookAbi, functions: { tip: { value: { perCall: 1n } } } });
    // @ts-expect-error an array cannot be compared as one word
    allow({ address, abi: shopAbi, functions: { rename: { args: { path: { equals: [1] } } } } });
    // @ts-expect-error exactly or a range, not both
    allow({ address, abi: shopAbi, functions: { buy: { args: { item: { equals: 1n, max: 2n } } } } });
    // @ts-expect-error no such period
    allow({ address, abi: tokenAbi, functions: { transfer: { calls: 1, per: "minute" } } });
    // @ts-expect-error no such member
    allow({ address, abi: shopAbi, functions: { place: { args: { order: { cost: { max: 1n } } } } } });
    // @ts-expect-error an address is not a number, inside a tuple too
    allow({ address, abi: shopAbi, functions: { place: { args: { order: { to: { 0: { equals: 1n } } } } } } });
    allow({
      ...{ address, abi: shopAbi, label: "Shop", words: { buy: "Buy things" } },
      functions: {
        buy: [{ args: { item: { oneOf: [1n, 2n] } } }, { args: { item: { min: 5n }, quantity: { equals: 1n } } }],
        setColor: { args: { glossy: { equals: true } } },
        place: {
          args: {
            order: { price: { max: 5n }, to: { 0: { equals: shop }, 1: { oneOf: [shop, address] } } },
            1: { equals: 3 },
          },
          spend: { arg: "order.price", max: 100n },
        },
      },
    });
  };
  void never;
});
