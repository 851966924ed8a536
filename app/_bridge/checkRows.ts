import { toUnavailableOrRefused } from "@hourglass/session/core";
import type { Address } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import type { Context } from "./context";
import type { PageStore } from "./pageStore";

/** Deeper reorganisations mean another chain. A look-up further back would find nothing and prove nothing. */
const DEPTH_BLOCKS = 1_000n;

/**
 * Checks the rows of closed lanes again: no lane sends again what a reorganisation removed from them, so the
 * row must say that it is lost. One request, however many rows.
 * @param context One world.
 * @param store Keeps the rows.
 * @param account The account of the rows.
 * @throws UnavailableError when the chain does not answer.
 */
export async function checkRows({ rpc, config }: Context, store: PageStore, account: Address): Promise<void> {
  const hasRows = store.getState().past.some(({ status }) => status === "confirmed");
  if (!hasRows) return;
  try {
    const head = await rpc.getBlockNumber({ cacheTime: 0 });
    const fromBlock = head > DEPTH_BLOCKS ? head - DEPTH_BLOCKS : 0n;
    const logs = await rpc.getContractEvents({
      ...{ abi: entryPoint08Abi, address: config.deployment.entryPoint, eventName: "UserOperationEvent" },
      ...{ args: { sender: account }, fromBlock, toBlock: head, strict: true },
    });
    const standing = new Set(logs.map(({ args }) => args.userOpHash));
    store.setState(({ past }) => ({
      past: past.map((row) => {
        const { status, blockNumber = 0n, userOpHash } = row;
        const isGone = status === "confirmed" && blockNumber >= fromBlock && userOpHash && !standing.has(userOpHash);
        return isGone ? { ...row, status: "lost" as const } : row;
      }),
    }));
  } catch (error) {
    throw toUnavailableOrRefused("rpc", error);
  }
}
