import type { Address, Hex } from "viem";
import type { Deployment } from "@/app/_api/config";
import type { LogEvent } from "@/app/_api/events";
import type { WatchedBlock } from "@/app/_server/events/readBlocks";
import type { Prisma } from "@/app/_server/generated/prisma/client";

export type OperationRow = Required<Prisma.OperationCreateManyInput>;

/**
 * The rows for the operations of a block that a session signed or our sponsor paid.
 * @param block A block.
 * @param world The SessionPaymaster, and the SessionValidator, which is the upper 160 bits of a session's nonces.
 * @returns One row per operation.
 */
export function toOperationRows(
  block: WatchedBlock,
  { sessionPaymaster, sessionValidator }: Pick<Deployment, "sessionPaymaster" | "sessionValidator">,
): OperationRow[] {
  return block.operations
    .filter(({ paymaster, nonce }) => paymaster === sessionPaymaster || nonce >> 96n === BigInt(sessionValidator))
    .map((operation) => ({
      userOpHash: operation.userOpHash,
      account: operation.sender,
      nonce: operation.nonce.toString(),
      // Known once the sessions of the batch are written.
      session: null,
      paymaster: operation.paymaster,
      success: operation.success,
      actualGasUsed: operation.actualGasUsed.toString(),
      actualGasCost: operation.actualGasCost.toString(),
      revertReason: operation.revertReason ?? null,
      transactionHash: operation.transactionHash,
      blockNumber: block.number,
      logIndex: operation.logIndex,
      seconds: block.timestamp,
    }));
}

/**
 * The operation in which a log was emitted. The EntryPoint ends each operation with its own event, so it is the
 * first one that ends after the log in the same transaction.
 * @param block The log's block.
 * @param log Of the game.
 * @param account Whose action it was.
 * @returns Null when that operation belongs to another account: the account called the game in another way.
 */
export function findOperation({ operations }: WatchedBlock, log: LogEvent, account: Address): Hex | null {
  const around = operations.find(
    ({ transactionHash, logIndex }) => transactionHash === log.transactionHash && logIndex > log.logIndex,
  );
  return around?.sender === account ? around.userOpHash : null;
}
