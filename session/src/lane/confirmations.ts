import type { AbiEvent, Address, Client, Hex, Log, Transport } from "viem";
import { getAbiItem } from "viem";
import { entryPoint08Abi, entryPoint08Address } from "viem/account-abstraction";
import { getBlockNumber, getLogs, watchEvent } from "viem/actions";

import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";

/** How an operation ended on chain, from EntryPoint's own events. */
export type Confirmation = {
  userOpHash: Hex;
  /** False: it was included and paid, but its calls reverted. */
  isSuccess: boolean;
  transactionHash: Hex;
  blockNumber: bigint;
  gasUsed: bigint;
  costWei: bigint;
  /** Zero address: the account paid. */
  paymaster: Address;
  /** What the calls reverted with, if they did. */
  revertData?: Hex;
};

/** How a lane learns that an operation was included. */
export type Confirmations = {
  /** Reports every operation of the account once it is included: one subscription for all. Returns a function that ends it. */
  watch: (listener: (confirmation: Confirmation) => void) => () => void;
  /**
   * One query, for when no event arrived. `isOld`: the operation may have been sent long ago, by an earlier visit; then
   * the whole last hour is searched.
   */
  lookUp: (userOpHash: Hex, isOld?: boolean) => Promise<Confirmation | undefined>;
};

/** Where and for which account to watch. */
export type CreateConfirmationsParameters = {
  /** With a web socket transport this is a subscription; over HTTP viem asks at the client's polling interval. */
  client: Client<Transport>;
  account: Address;
  entryPoint?: Address;
  /** How many blocks a query goes back; many RPCs limit ranges, and Hourglass's own proxy allows 5,000 blocks. */
  lookBackBlocks?: bigint;
};

/** Of 4,900 blocks each: with four blocks a second, more than the hour that a session lasts. */
const OLD_RANGES = 4;

const operationEvent = getAbiItem({ abi: entryPoint08Abi, name: "UserOperationEvent" });
const revertEvent = getAbiItem({ abi: entryPoint08Abi, name: "UserOperationRevertReason" });

type OperationLog = Log<bigint, number, false, typeof operationEvent, true>;

/**
 * Confirmations directly from the chain: the bundler is not asked, so it may be down.
 * @param parameters See {@link CreateConfirmationsParameters}.
 * @returns The port for a lane.
 */
export function createConfirmations(parameters: CreateConfirmationsParameters): Confirmations {
  const { client, account, entryPoint = entryPoint08Address, lookBackBlocks = 4_900n } = parameters;

  const readRevertData = async (log: OperationLog): Promise<Hex | undefined> => {
    const { userOpHash } = log.args;
    const range = { fromBlock: log.blockNumber, toBlock: log.blockNumber };
    const [found] = await readLogs(client, entryPoint, revertEvent, userOpHash, range);
    return (found?.args as { revertReason?: Hex } | undefined)?.revertReason;
  };

  const toConfirmation = async (log: OperationLog): Promise<Confirmation> => {
    const { userOpHash, success, actualGasUsed, actualGasCost, paymaster } = log.args;
    const revertData = success ? undefined : await readRevertData(log);
    return {
      userOpHash,
      isSuccess: success,
      transactionHash: log.transactionHash,
      blockNumber: log.blockNumber,
      gasUsed: actualGasUsed,
      costWei: actualGasCost,
      paymaster,
      ...(revertData && { revertData }),
    };
  };

  return {
    watch: (listener) =>
      watchEvent(client, {
        address: entryPoint,
        event: operationEvent,
        args: { sender: account },
        strict: true,
        onLogs: (logs) => {
          for (const log of logs) {
            // A removed log (reorganisation) confirms nothing. If the second request fails, the timeout handles it.
            if (!log.removed) toConfirmation(log as OperationLog).then(listener, () => undefined);
          }
        },
        // The lane's timeout notices a broken subscription.
        onError: () => undefined,
      }),
    lookUp: async (userOpHash, isOld = false) => {
      try {
        let toBlock = await getBlockNumber(client, { cacheTime: 0 });
        for (let range = 0; range < (isOld ? OLD_RANGES : 1); range++) {
          const fromBlock = toBlock > lookBackBlocks ? toBlock - lookBackBlocks : 0n;
          const [log] = await readLogs(client, entryPoint, operationEvent, userOpHash, { fromBlock, toBlock });
          if (log) return await toConfirmation(log as OperationLog);
          if (fromBlock === 0n) break;
          toBlock = fromBlock - 1n;
        }
        return undefined;
      } catch (error) {
        throw toUnavailableOrRefused("rpc", error);
      }
    },
  };
}

async function readLogs(
  client: Client<Transport>,
  entryPoint: Address,
  event: AbiEvent,
  userOpHash: Hex,
  range: { fromBlock: bigint; toBlock: bigint },
) {
  return getLogs(client, { address: entryPoint, event, args: { userOpHash }, strict: true, ...range });
}
