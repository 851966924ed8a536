import { readOperation } from "@hourglass/session/core";
import { createClient, type Hex, http } from "viem";
import type { Config } from "@/app/_api/config";
import { readExplorer } from "./explorer";
import { gameAbi } from "./names";
import { recallOperation } from "./ownOperations";
import { viewReport } from "./viewReport";
import type { Inspection } from "./views";

/** Looks operations up. */
export type Inspector = (hash: Hex) => Promise<Inspection>;

/**
 * Creates the inspector of one world. It asks the chain through this site's proxy, and this page's memory of what it sent.
 * @param config The world, from `GET /api/config`.
 * @returns Looks one operation up; rejects with UnavailableError or RefusedError if the chain does not answer.
 */
export function createInspector({ deployment }: Config): Inspector {
  const client = createClient({ transport: http("/api/rpc", { retryCount: 0, timeout: 10_000 }) });
  return async (hash) => {
    const report = await readOperation({ client, deployment, hash, abi: gameAbi });
    if (report) return viewReport(deployment, report, await readExplorer(deployment.chainId));
    const operation = recallOperation(hash);
    return operation ? { state: "own", operation } : { state: "unknown" };
  };
}
