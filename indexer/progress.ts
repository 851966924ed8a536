import { log } from "@/app/_server/log";
import { percentOf } from "@/app/_server/projections/cursor";

/** Nearer to the head than this it follows; further away it catches up, and says how far it is. */
const NEAR_BLOCKS = 40n;

/** Between two lines of the log. */
const SAY_EVERY_MS = 1_000;

export type Progress = {
  /**
   * To be called before a batch is read.
   * @param block Where the cursor stands.
   * @param head The chain's newest block.
   */
  begin: (block: bigint, head: bigint) => void;
  /**
   * @param block The last block of the batch.
   * @returns Blocks per second since it began to catch up; null while it follows the head.
   */
  rate: (block: bigint) => number | null;
  /** To be called when a batch is written. */
  done: (block: bigint, head: bigint) => void;
};

/**
 * Tells how far the indexer is while it catches up: where it stands, the head, the share of the world, and how fast.
 * @param startBlock The first block of the world.
 * @param nowMs Clock.
 * @param say Takes each line.
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
