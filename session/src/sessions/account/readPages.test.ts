import { expect, test } from "vitest";
import { RefusedError, UnavailableError } from "../../errors/errors.ts";
import { type BlockRange, readPages } from "./readPages.ts";

/** A node that gives out so many blocks at once, with these words for more. */
function createNode(most: bigint, refusal: Error) {
  const asked: BlockRange[] = [];
  const read = async (range: BlockRange) => {
    asked.push(range);
    if (range.toBlock - range.fromBlock >= most) throw refusal;
    return range;
  };
  return { asked, read };
}

const refused = new RefusedError("rpc", "The blockchain refused.");

test("a node without a limit is asked once", async () => {
  const { asked, read } = createNode(1_000n, refused);
  await readPages({ fromBlock: 5n, toBlock: 900n }, read);
  expect(asked).toEqual([{ fromBlock: 5n, toBlock: 900n }]);
});

test.each([
  ["refuses", refused],
  [
    "answers with a rate limit's code",
    new UnavailableError("rpc", { details: "query returned more than 10000 results" }),
  ],
])("a node that %s gets pages of a size that it allows, each block once, in order", async (_, refusal) => {
  const { asked, read } = createNode(30n, refusal);
  const pages = await readPages({ fromBlock: 1n, toBlock: 100n }, read);
  expect(pages[0]?.fromBlock).toBe(1n);
  expect(pages.at(-1)?.toBlock).toBe(100n);
  for (const [index, page] of pages.slice(1).entries()) expect(page.fromBlock).toBe((pages[index]?.toBlock ?? 0n) + 1n);
  // It is not asked again for what it refused.
  expect(asked.length - pages.length).toBe(2);
});

test("a node that is down is not asked again, and one that refuses a single block neither", async () => {
  const down = createNode(0n, new UnavailableError("rpc", { details: "fetch failed" }));
  await expect(readPages({ fromBlock: 1n, toBlock: 100n }, down.read)).rejects.toThrow("does not answer");
  expect(down.asked).toHaveLength(1);
  const never = createNode(0n, refused);
  await expect(readPages({ fromBlock: 1n, toBlock: 100n }, never.read)).rejects.toBe(refused);
  expect(never.asked.length).toBeLessThan(10);
});

test("no blocks, no question", async () => {
  const { asked, read } = createNode(1n, refused);
  expect(await readPages({ fromBlock: 2n, toBlock: 1n }, read)).toEqual([]);
  expect(asked).toEqual([]);
});
