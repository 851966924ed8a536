import {
  type Address,
  createClient,
  custom,
  encodeEventTopics,
  encodeFunctionResult,
  type Hex,
  numberToHex,
} from "viem";
import { expect, test } from "vitest";
import { playerAccountAbi } from "../abis/abis.ts";
import { findAccount, isCloneOf } from "./ownership.ts";

const address = (last: number): Address => numberToHex(0xabc000 + last, { size: 20 });
const implementation = address(1);
const signer: Hex = `0x${"11".repeat(20)}${"22".repeat(64)}`;
const cloneOf = (of: Address): Hex => `0x363d3d373d3d3d363d73${of.slice(2)}5af43d82803e903d91602b57fd5bf3aabb`;

/** A chain with accounts that each report once, in the given order, that they were handed to the signer. */
function createChain(accounts: { at: Address; code: Hex; owner: Hex }[]) {
  const ranges: string[] = [];
  const of = (at: unknown) => accounts.find((each) => each.at === String(at).toLowerCase());
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    const [first] = (params ?? []) as [{ to?: string; fromBlock?: Hex; toBlock?: Hex; topics?: Hex[] } | string];
    if (method === "eth_blockNumber") return "0x3e8";
    if (method === "eth_getCode") return of(first)?.code ?? "0x";
    if (typeof first === "string") throw new Error(method);
    if (method === "eth_call") {
      return encodeFunctionResult({
        abi: playerAccountAbi,
        functionName: "owner",
        result: of(first.to)?.owner ?? "0x",
      });
    }
    ranges.push(`${Number(first.fromBlock)}-${Number(first.toBlock)}`);
    const topics = encodeEventTopics({ abi: playerAccountAbi, eventName: "OwnerChanged", args: { ownerHash: signer } });
    expect(first.topics).toEqual(topics);
    // Each hundred blocks have one.
    const index = Math.floor(Number(first.fromBlock) / 100);
    const account = accounts[index];
    const data = `0x${"20".padStart(64, "0")}${"".padStart(64, "0")}`;
    const place = { blockNumber: first.fromBlock, logIndex: "0x0", transactionIndex: "0x0", removed: false };
    const hashes = { blockHash: `0x${"1".repeat(64)}`, transactionHash: `0x${"2".repeat(64)}` };
    return account ? [{ address: account.at, topics, data, ...place, ...hashes }] : [];
  };
  return { client: createClient({ transport: custom({ request }) }), ranges };
}

const find = (client: ReturnType<typeof createChain>["client"]) =>
  findAccount(client, { signer, implementation, fromBlock: 0n, blocksAtOnce: 100n });

test("the account that was handed over last is found, a page of blocks at a time, from the newest", async () => {
  const mine = { code: cloneOf(implementation), owner: signer };
  const { client, ranges } = createChain([
    { at: address(2), ...mine },
    { at: address(3), ...mine },
  ]);
  expect((await find(client))?.toLowerCase()).toBe(address(3));
  expect(ranges.slice(0, 2)).toEqual(["901-1000", "801-900"]);
  expect(ranges.at(-1), "and nothing older is read").toBe("101-200");
});

test("a mere claim is not believed: other code, or another current owner", async () => {
  const { client } = createChain([
    { at: address(2), code: cloneOf(address(9)), owner: signer },
    { at: address(3), code: cloneOf(implementation), owner: "0x1234" },
  ]);
  expect(await find(client)).toBeUndefined();
});

test("a clone is recognised by all of its code", () => {
  expect(isCloneOf(cloneOf(implementation), implementation)).toBe(true);
  expect(isCloneOf(cloneOf(address(9)), implementation)).toBe(false);
  expect(isCloneOf(`0x363d3d373d3d3d363d73${implementation.slice(2)}00`, implementation)).toBe(false);
});
