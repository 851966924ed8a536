import type { Address, Client, Hash, Transport } from "viem";
import { getBlock, readContract } from "viem/actions";
import type { SessionDeployment } from "../../deployment.ts";
import { UnavailableError } from "../../errors/errors.ts";
import { sessionFunctions } from "../../operation/functions.ts";
import { asRpc } from "../readChain.ts";
import { readHistory } from "./readHistory.ts";
import { type SessionRow, toSessionRows } from "./sessionRows.ts";

/** Parameters of {@link readSessions}. */
export type ReadSessionsParameters = {
  /** Reads the chain. A batching transport saves requests. */
  client: Client<Transport>;
  deployment: SessionDeployment;
  account: Address;
  /** Sessions from before this block are not listed. Default: the deployment's first block. */
  fromBlock?: bigint | undefined;
};

/** The sessions of an account at one block. */
export type AccountSessions = {
  account: Address;
  /** `time` in Unix seconds. */
  block: { number: bigint; hash: Hash; time: number };
  /** Newest first. */
  sessions: readonly SessionRow[];
};

/** A chain that is reorganised again and again is not read to its end. */
const ATTEMPTS = 3;

/**
 * Every session of an account, on every device, from the chain alone: needs no key, no database, no indexer. A grant that was never
 * used is not on the chain, so it is not listed; ending all sessions ends it too.
 * @param parameters See {@link ReadSessionsParameters}.
 * @returns The sessions, all at the same block.
 * @throws UnavailableError if the node does not answer, or if the chain is reorganised during each attempt; RefusedError if the node
 * refuses even a single block.
 */
export async function readSessions(parameters: ReadSessionsParameters): Promise<AccountSessions> {
  const { client } = parameters;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const head = await asRpc(getBlock(client));
    const block = { number: head.number, hash: head.hash, time: Number(head.timestamp) };
    // While blocks are taken back, a node refuses what was asked about them: whether that is why shows the block itself.
    const [read] = await Promise.allSettled([readAt(parameters, block)]);
    const after = await asRpc(getBlock(client, { blockNumber: head.number }).catch(() => getBlock(client)));
    if (after.hash !== head.hash) continue;
    if (read.status === "rejected") throw read.reason;
    return read.value;
  }
  throw new UnavailableError("rpc", { reason: "The chain is being reorganised. Try again in a moment." });
}

async function readAt(
  { client, deployment, account, fromBlock = deployment.startBlock }: ReadSessionsParameters,
  block: AccountSessions["block"],
): Promise<AccountSessions> {
  const history = await readHistory({ client, deployment, account }, { fromBlock, toBlock: block.number });
  const ids = [...new Set(history.enabled.map(({ id }) => id))];
  const module = { abi: sessionFunctions, address: deployment.sessionValidator } as const;
  const words = await Promise.all(
    ids.map(async (id) => {
      const at = { functionName: "sessionOf", args: [account, id], blockNumber: block.number } as const;
      return [id, await asRpc(readContract(client, { ...module, ...at }))] as const;
    }),
  );
  return { account, block, sessions: toSessionRows(history, new Map(words), block.time) };
}
