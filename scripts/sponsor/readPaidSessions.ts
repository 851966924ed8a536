import { sessionValidatorAbi } from "@hourglass/session/abis";
import { MAX_DURATION_SECONDS, type SessionProof, toSessionProof, unpackGrant } from "@hourglass/session/core";
import type { Address, Hex, PublicClient } from "viem";
import type { Deployment } from "../../app/_api/config.ts";

/** Few enough for nodes that limit how many blocks they tell the logs of at once. */
const BLOCKS_AT_ONCE = 10_000n;
/** `SessionPaymaster.NOTE_DENIED`. */
const NOTE_DENIED = 2 ** 24 - 1;

/**
 * The sessions of an account that the paymaster has taken on and that still run: to deny the account ends none of these.
 */
export async function readPaidSessions(
  chain: PublicClient,
  { sessionValidator, sessionPaymaster, startBlock, p256Verifier }: Deployment,
  account: Address,
): Promise<SessionProof[]> {
  const module = { address: sessionValidator, abi: sessionValidatorAbi } as const;
  const head = await chain.getBlock();
  const isPaid = async (paymaster: Address, session: Hex) => {
    if (paymaster.toLowerCase() !== sessionPaymaster.toLowerCase()) return false;
    // An account of others may have sessions in the logs that never lived, and the paymaster can deny none of those.
    const stands = await chain.readContract({ ...module, functionName: "sessionOf", args: [account, session] });
    const { isLive, note, validUntil } = stands;
    return isLive && note !== 0 && note !== NOTE_DENIED && validUntil >= head.timestamp;
  };
  const found = new Map<Hex, SessionProof>();
  for (let toBlock = head.number; toBlock >= startBlock; toBlock -= BLOCKS_AT_ONCE) {
    const first = toBlock - BLOCKS_AT_ONCE + 1n;
    const fromBlock = first > startBlock ? first : startBlock;
    const events = await chain.getContractEvents({
      ...{ ...module, eventName: "SessionEnabled", args: { account } },
      ...{ fromBlock, toBlock, strict: true },
    });
    for (const { args } of events) {
      const { session, sessionKey, paymaster, nonceKey, packedGrant } = args;
      if (found.has(session) || !(await isPaid(paymaster, session))) continue;
      const { terms } = unpackGrant(packedGrant);
      found.set(session, toSessionProof({ ...terms, sessionKey, paymaster, nonceKey }, p256Verifier));
    }
    // What began earlier is over.
    const { timestamp } = await chain.getBlock({ blockNumber: fromBlock });
    if (timestamp + BigInt(MAX_DURATION_SECONDS) < head.timestamp) break;
  }
  return [...found.values()];
}
