import { decodeEventLog, type Hex, slice } from "viem";

import type { WatchedBlock } from "@/app/_server/events/readBlocks";
import type { Prisma } from "@/app/_server/generated/prisma/client";
import { sessionValidatorAbi } from "@/session/generated/abis";

/**
 * The accounts whose sessions began or ended in a block.
 * @param block A block.
 * @returns Their addresses, lowercase; some more than once.
 */
export function sessionAccounts(block: WatchedBlock): string[] {
  // The account is the first indexed argument of each of the module's events.
  return block.sessions.map(({ topics }) => `0x${topics[1]?.slice(-40) ?? ""}`);
}

/** Where it stands in a packed grant. */
const VALID_UNTIL = [6, 12] as const;

/**
 * Applies the session module's events of a block, in the order of the chain: an epoch that is raised ends no session of
 * later.
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
      // An account of others that ignores what the module answers can begin the same session again and again.
      await transaction.session.upsert({
        where: { account_session: which },
        create: { ...which, ...row },
        update: row,
      });
    } else if (event.eventName === "SessionEnded" || event.eventName === "EpochRaised") {
      const account = event.args.account.toLowerCase();
      // One session, or every one that the account has.
      const which = event.eventName === "SessionEnded" ? { account, session: event.args.session } : { account };
      await transaction.session.updateMany({
        where: { ...which, endedBlock: null },
        data: { endedBlock: block.number, endedSeconds: block.timestamp },
      });
    }
  }
}
