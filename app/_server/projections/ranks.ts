/** What decides the rank of a row: points, and among equals who had them first. No two rows of a board are equal. */
export type Rank = { points: number; blockNumber: bigint; logIndex: number };

/** The best first. */
export const byRank: [{ points: "desc" }, { blockNumber: "asc" }, { logIndex: "asc" }] = [
  { points: "desc" },
  { blockNumber: "asc" },
  { logIndex: "asc" },
];

/** The `next` of a page that ends with this row. */
export function formatRank({ points, blockNumber, logIndex }: Rank): string {
  return `${points}-${blockNumber}-${logIndex}`;
}

/** @param text Of {@link formatRank}. */
export function parseRank(text: string): Rank {
  const [points, blockNumber, logIndex] = text.split("-");
  return { points: Number(points), blockNumber: BigInt(blockNumber ?? 0), logIndex: Number(logIndex) };
}

/** The rows after a rank. */
export function behind({ points, blockNumber, logIndex }: Rank) {
  return {
    // Alone it lets the index begin at the page, not at the board's first row.
    points: { lte: points },
    OR: [
      { points: { lt: points } },
      { points, blockNumber: { gt: blockNumber } },
      { points, blockNumber, logIndex: { gt: logIndex } },
    ],
  };
}

type Range = {
  points: number | { gt: number };
  blockNumber?: bigint | { lt: bigint };
  logIndex?: { lt: number } | { lte: number };
};

/**
 * How many rows are before a rank, or up to it.
 * @param count Counts the board's rows in a range.
 */
export async function countAhead(
  count: (range: Range) => Promise<number>,
  { points, blockNumber, logIndex }: Rank,
  inclusive: "lt" | "lte",
): Promise<number> {
  // Ranges of one index, which an OR would not use.
  const counts = await Promise.all([
    count({ points: { gt: points } }),
    count({ points, blockNumber: { lt: blockNumber } }),
    count({ points, blockNumber, logIndex: inclusive === "lt" ? { lt: logIndex } : { lte: logIndex } }),
  ]);
  return counts.reduce((sum, each) => sum + each, 0);
}
