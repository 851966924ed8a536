import { type Hex, isAddressEqual, TransactionNotFoundError } from "viem";
import { getTransaction } from "viem/actions";
import { errorCode } from "@/app/_api/jsonRpc";
import { readChainClient } from "../chain";
import { readDeployment } from "../deployment";
import { Failure, partDown } from "../failure";

/**
 * Refuses to trace what is not this game's: a trace is the dearest thing that a page may ask of the node, and the inspector
 * asks for transactions to EntryPoint alone.
 * @param hash Of a transaction, already checked.
 * @throws Failure (invalid params) if no block includes it, or it was sent to somebody else.
 */
export async function requireOwnTransaction(hash: unknown): Promise<void> {
  const { entryPoint } = await readDeployment();
  const transaction = await getTransaction(readChainClient(), { hash: hash as Hex }).catch((cause: unknown) => {
    if (cause instanceof TransactionNotFoundError) return undefined;
    throw partDown("rpc", cause);
  });
  const to = transaction?.to ?? undefined;
  if (transaction?.blockHash && to !== undefined && isAddressEqual(to, entryPoint)) return;
  const seen = transaction ? `a transaction to ${to ?? "nobody"}` : "an unknown transaction";
  throw new Failure(`trace_transaction: seen ${seen}; allowed: one to EntryPoint ${entryPoint}, in a block.`, {
    code: errorCode.invalidParams,
  });
}
