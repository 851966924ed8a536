import { RefusedError, type SessionError, UnavailableError } from "../../errors/errors.ts";

/** Blocks, both ends inclusive. */
export type BlockRange = { fromBlock: bigint; toBlock: bigint };

/**
 * Reads a range of blocks in as few pages as the node allows: each node has limits of its own, and says so only by refusing.
 * @param range Which blocks.
 * @param read Reads one page.
 * @returns The pages in order.
 * @throws What `read` throws for a single block, or when the node does not answer.
 */
export async function readPages<page>(
  { fromBlock, toBlock }: BlockRange,
  read: (range: BlockRange) => Promise<page>,
): Promise<page[]> {
  const pages: page[] = [];
  let size = toBlock - fromBlock + 1n;
  for (let first = fromBlock; first <= toBlock; ) {
    const last = first + size - 1n < toBlock ? first + size - 1n : toBlock;
    try {
      pages.push(await read({ fromBlock: first, toBlock: last }));
      first = last + 1n;
    } catch (error) {
      if (first === last || !isTooMuch(error as SessionError)) throw error;
      size = (last - first + 1n) / 2n;
    }
  }
  return pages;
}

/** Some nodes refuse with the code of a rate limit; only their words tell the two apart. */
function isTooMuch(error: SessionError): boolean {
  if (error instanceof RefusedError) return true;
  return error instanceof UnavailableError && /\b(range|blocks|results|logs)\b/i.test(error.details ?? "");
}
