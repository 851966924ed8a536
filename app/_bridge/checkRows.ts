import { createConfirmations } from "@/session/confirmations";
import type { Context } from "./context";
import type { PageStore } from "./pageStore";

/** Deeper reorganisations are another chain. A look-up farther back would find nothing and prove nothing. */
const DEPTH_BLOCKS = 1_000n;

/**
 * Looks again at rows of lanes that are closed: no lane sends again what a reorganisation took back from them, so the
 * row must say that it is lost.
 * @param context One world.
 * @param store Keeps the rows.
 * @throws UnavailableError when the chain does not answer.
 */
export async function checkRows({ rpc, config }: Context, store: PageStore): Promise<void> {
  const head = await rpc.getBlockNumber({ cacheTime: 0 });
  const recent = store
    .getState()
    .past.filter(({ status, blockNumber = 0n }) => status === "confirmed" && blockNumber + DEPTH_BLOCKS > head);
  const lost = new Set<string>();
  for (const { id, userOpHash } of recent) {
    const { entryPoint } = config.deployment;
    // The look-up asks for the hash alone, so any account will do.
    const { lookUp } = createConfirmations({
      client: rpc,
      account: entryPoint,
      entryPoint,
      lookBackBlocks: DEPTH_BLOCKS,
    });
    if (userOpHash && !(await lookUp(userOpHash))) lost.add(id);
  }
  if (lost.size === 0) return;
  store.setState(({ past }) => ({
    past: past.map((row) => (lost.has(row.id) ? { ...row, status: "lost" as const } : row)),
  }));
}
