import type { Hex } from "viem";
import type { OperationPlace, SessionEnding, SessionHistory } from "./sessionRows.ts";

/** An operation of an account. Its time is read only if it matters. */
export type LaneEvent = Omit<OperationPlace, "time"> & { nonce: bigint };

/** A session, and how it ended. */
export type Lived = { made: SessionHistory["enabled"][number]; ending: SessionEnding | undefined };

/** What events alone do not tell. */
export type OperationReader = {
  /** Time of a block, Unix seconds. */
  timeOf: (operation: LaneEvent) => Promise<number>;
  /** The session whose key signed; undefined if the transaction hides it. */
  signerOf: (operation: LaneEvent) => Promise<Hex | undefined>;
};

/** So many transactions are read at once. */
const AT_ONCE = 20;

/**
 * The last operation of each session. An event names only the lane, and a lane can hold several sessions; a transaction is read only
 * where two of them could have made the operation.
 * @param sessions All sessions of an account.
 * @param operations All operations of the account, in the order of the chain.
 * @param reader See {@link OperationReader}.
 * @returns By session.
 */
export async function findLastOperations(
  sessions: readonly Lived[],
  operations: readonly LaneEvent[],
  reader: OperationReader,
): Promise<Map<Hex, OperationPlace>> {
  const found = await Promise.all(
    sessions.map(async (session): Promise<[Hex, OperationPlace][]> => {
      const { id, grant } = session.made;
      const lane = sessions.filter(({ made }) => made.grant.nonceKey === grant.nonceKey);
      const last = await findLast(session, lane, operations, reader);
      if (!last) return [];
      const { nonce: _, ...place } = last;
      return [[id, { ...place, time: await reader.timeOf(last) }]];
    }),
  );
  return new Map(found.flat());
}

async function findLast(
  session: Lived,
  lane: readonly Lived[],
  operations: readonly LaneEvent[],
  reader: OperationReader,
): Promise<LaneEvent | undefined> {
  const { id, grant } = session.made;
  const own = operations.filter(
    (operation) => operation.nonce >> 64n === grant.nonceKey && isWithin(session, operation.blockNumber),
  );
  let end = await countUntil(own, grant.validUntil, reader);
  for (let size = 1; end > 0; size = AT_ONCE) {
    const chunk = own.slice(Math.max(0, end - size), end);
    const signers = await Promise.all(chunk.map((operation) => signerOf(operation, lane, reader)));
    const index = signers.lastIndexOf(id);
    if (index >= 0) return chunk[index];
    end -= chunk.length;
  }
  return undefined;
}

/** How many operations are not later than a time; asks for the time of few blocks. */
async function countUntil(operations: readonly LaneEvent[], until: number, { timeOf }: OperationReader) {
  let [low, high] = [0, operations.length];
  const last = operations.at(-1);
  // The usual case: nothing came afterwards.
  if (last && (await timeOf(last)) <= until) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    const operation = operations[middle];
    if (operation && (await timeOf(operation)) <= until) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function signerOf(operation: LaneEvent, lane: readonly Lived[], reader: OperationReader) {
  const there = lane.filter((each) => isWithin(each, operation.blockNumber));
  const time = there.length > 1 ? await reader.timeOf(operation) : 0;
  const possible = there.filter(({ made }) => made.grant.validUntil >= time).map(({ made }) => made.id);
  // The newest, if the transaction hides it: a device goes on with the session that it made last.
  return possible.length > 1 ? ((await reader.signerOf(operation)) ?? possible.at(-1)) : possible[0];
}

/** By whole blocks: what was validated before a revocation in the same bundle still executes after it. */
const isWithin = ({ made, ending }: Lived, blockNumber: bigint) =>
  made.blockNumber <= blockNumber && (!ending || ending.blockNumber >= blockNumber);
