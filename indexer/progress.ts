import { log } from "@/app/_server/log";
import { percentOf } from "@/app/_server/projections/cursor";

/** Closer to the head than this the indexer follows; further away it catches up, and reports its progress. */
const NEAR_BLOCKS = 40n;

/** Between two log lines. */
const SAY_EVERY_MS = 1_000;

export type Progress = {
  /**
   * Call this before a batch is read.
   * @param block The cursor's position.
   * @param head The chain's newest block.
   */
  begin: (block: bigint, head: bigint) => void;
  /**
   * @param block The last block of the batch.
   * @returns Blocks per second since it began to catch up; null while it follows the head.
   */
  rate: (block: bigint) => number | null;
  /** Call this when a batch is written. */
  done: (block: bigint, head: bigint) => void;
};

/**
 * Reports progress while the indexer catches up: its position, the head, the share of the world, and the speed.
 * @param startBlock The first block of the world.
 * @param nowMs Clock.
 * @param say Receives each line.
 * @returns The progress of one run.
 */
export function createProgress(
  startBlock: bigint,
  nowMs: () => number = () => performance.now(),
  say: (facts: object, text: string) => void = (facts, text) => log.info(facts, text),
): Progress {
  let began: { block: bigint; ms: number } | undefined;
  let saidMs = 0;
  const rate = (block: bigint) => {
    if (!began) return null;
    const seconds = Math.max(nowMs() - began.ms, 1) / 1000;
    return Math.round(Number(block - began.block) / seconds);
  };
  const tell = (text: string, block: bigint, head: bigint) => {
    saidMs = nowMs();
    const percent = percentOf(startBlock, block, head);
    say({ block: Number(block), head: Number(head), percent, blocksPerSecond: rate(block) }, text);
  };
  return {
    begin(block, head) {
      if (began || head - block <= NEAR_BLOCKS) return;
      began = { block, ms: nowMs() };
      tell("Catching up.", block, head);
    },
    rate,
    done(block, head) {
      if (!began) return;
      const isThere = head - block <= NEAR_BLOCKS;
      if (isThere || nowMs() - saidMs >= SAY_EVERY_MS) tell(isThere ? "Caught up." : "Catching up.", block, head);
      if (isThere) began = undefined;
    },
  };
}
