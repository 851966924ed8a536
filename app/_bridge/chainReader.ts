import { type Chain, type Client, createClient, type PublicActions, type Transport } from "viem";
import { getBlockNumber, getContractEvents, getLogs, readContract, waitForTransactionReceipt } from "viem/actions";

type Questions = Pick<
  PublicActions,
  "getBlockNumber" | "getContractEvents" | "getLogs" | "readContract" | "waitForTransactionReceipt"
>;

/** What this page asks the chain. */
export type ChainReader = Client<Transport, Chain | undefined> & Questions;

/** A client that can ask this and no more: viem's public client would bring sixty other questions, and 40 kB with them. */
export function createChainReader(chain: Chain, transport: Transport): ChainReader {
  return createClient({ chain, transport }).extend(
    (client): Questions => ({
      getBlockNumber: (args) => getBlockNumber(client, args),
      getContractEvents: (args) => getContractEvents(client, args),
      getLogs: (args) => getLogs(client, args as never) as never,
      readContract: (args) => readContract(client, args),
      waitForTransactionReceipt: (args) => waitForTransactionReceipt(client, args),
    }),
  );
}
