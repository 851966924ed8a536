import { sessionValidatorAbi } from "@hourglass/session/abis";
import { decodeEventLog, type Hex, slice } from "viem";
import type { WatchedBlock } from "@/app/_server/events/readBlocks";
import type { Prisma } from "@/app/_server/generated/prisma/client";

/** Its position in a packed grant. */
const VALID_UNTIL = [6, 12] as const;

/**
 * Applies the session module's events of a block, in chain order: raising an epoch does not end later
 * sessions.
 * @param transaction The batch's transaction.
 * @param block A block.
 */
export async function applySessions(transaction: Prisma.TransactionClient, block: WatchedBlock): Promise<void> {
  for (const { topics, data, logIndex } of block.sessions) {
    const event = decodeEventLog({ abi: sessionValidatorAbi, topics: topics as [Hex, ...Hex[]], data });
    if (event.eventName === "SessionEnabled") {
      const { account, session, paymaster, nonceKey, packedGrant } = event.args;
      const which = { account: account.toLowerCase(), session };
      const row = {
        paymaster: paymaster.toLowerCase(),
        nonceKey: nonceKey.toString(),
        validUntil: BigInt(slice(packedGrant, ...VALID_UNTIL)),
        enabledBlock: block.number,
        enabledLogIndex: logIndex,
        enabledSeconds: block.timestamp,
        ...{ endedBlock: null, endedSeconds: null },
      };
      // Another vendor's account that ignores the module's answer can begin the same session again and again.
      await transaction.session.upsert({
        where: { account_session: which },
        create: { ...which, ...row },
        update: row,
      });
    } else if (event.eventName === "SessionEnded" || event.eventName === "EpochRaised") {
      const account = event.args.account.toLowerCase();
      // One session, or all sessions of the account.
      const which = event.eventName === "SessionEnded" ? { account, session: event.args.session } : { account };
      await transaction.session.updateMany({
        where: { ...which, endedBlock: null },
        data: { endedBlock: block.number, endedSeconds: block.timestamp },
      });
    }
  }
}
