import type { Hex } from "viem";
import { zeroAddress } from "viem";

import type { Confirmation } from "./confirmations";
import { decodeRevert, failureText } from "./decodeFailure";
import { RefusedError, SessionKitError } from "./errors";
import { sessionId } from "./grant";
import { createFlightStore, type Flight } from "./laneFlight";
import { type Reaction, reactTo } from "./laneReaction";
import type {
  Batch,
  Lane,
  LaneEnd,
  LaneOperation,
  LanePorts,
  LaneSession,
  LaneSnapshot,
  LaneSource,
} from "./laneTypes";
import { buildOperation, prepareOperation } from "./operation";
import { createPersistence, Stopped } from "./persistence";
import { nameVoucher } from "./voucher";
import { playUntil } from "./window";

const CONFIRM_TIMEOUT_MS = 4_000;
const LONGEST_CONFIRM_TIMEOUT_MS = 30_000;
/** Each rebuild answers a fact that changed under way; more than this many in a row is not a race but a defect. */
const MAX_REBUILDS = 5;
const REBUILD_DELAY_MS = 400;
const SHOWN_OPERATIONS = 50;

/**
 * Creates the ordered sending lane of a session. At most one operation is in flight; what is played meanwhile is
 * coalesced by the source into the next one. It starts at once, and sends only in one tab at a time.
 * @param session Whose operations; one lane per session, and a new lane for a renewed one.
 * @param source The product's side: what to send, and who wants to know how it ended.
 * @param ports The outside.
 * @returns The lane. It never throws: what goes wrong is in its snapshot and in `settled`.
 */
export function createLane<Item>(session: LaneSession, source: LaneSource<Item>, ports: LanePorts): Lane<Item> {
  const { signed, signer } = session;
  const { account, nonceKey } = signed.grant;
  const { clock, confirmTimeoutMs = CONFIRM_TIMEOUT_MS } = ports;
  const stopping = new AbortController();
  const flights = createFlightStore<Item>(ports.store, account);
  const listeners = new Set<() => void>();
  const heard = new Map<Hex, Confirmation>();
  const id = sessionId(signed.grant.sessionKey);
  const facts = {
    ...{ nonce: 0n, isDeployed: false, isEnabled: false, areFeesStale: false },
    voucher: session.voucher,
    /** The paymaster has seen the voucher: from then on operations only name it. */
    isVoucherShown: false,
  };
  let snapshot: LaneSnapshot<Item> = {
    role: "follower",
    operations: [],
    isEnabled: false,
    down: undefined,
    ended: undefined,
    error: undefined,
  };
  let hasNews = false;
  /** Hashes that are waited for; what else the account does is not the lane's. */
  let awaited: readonly Hex[] = [];

  const show = (change: Partial<LaneSnapshot<Item>>) => {
    snapshot = { ...snapshot, ...change };
    for (const listener of [...listeners]) listener();
  };
  const { insist, pause, wake } = createPersistence(clock, stopping.signal, (down) => {
    if (down || snapshot.down) show({ down });
  });
  const signalNews = () => {
    hasNews = true;
    if (!snapshot.down) wake();
  };

  const showRow = (row: LaneOperation<Item>) => {
    const others = snapshot.operations.filter(({ id }) => id !== row.id);
    show({ operations: [row, ...others].slice(0, SHOWN_OPERATIONS), isEnabled: facts.isEnabled });
    return row;
  };

  const end = (ended: LaneEnd, error?: SessionKitError) => show({ ended, error });

  /** Everything is known; the only requests are a first voucher and, for an unmeasured shape, one estimate. */
  const build = async (batch: Batch<Item>, previous: readonly Hex[], startedAtMs: number): Promise<Flight<Item>> => {
    if (!facts.voucher && ports.requestVoucher) facts.voucher = await insist(ports.requestVoucher);
    const fees = await insist(() => ports.readFees(facts.areFeesStale));
    facts.areFeesStale = false;
    const enables = !facts.isEnabled;
    const { calls } = batch;
    const base = {
      ...{ signed, signer, calls, fees, enables },
      nonce: facts.nonce,
      voucher: facts.voucher && facts.isVoucherShown ? nameVoucher(facts.voucher) : facts.voucher,
      factory: facts.isDeployed ? undefined : session.factory,
    };
    const shape = { deploys: !facts.isDeployed, enables, calls };
    const gasLimits = await insist(() =>
      ports.gasLimits(shape, (limits) => buildOperation({ ...base, gasLimits: limits })),
    );
    const { chainId, entryPoint } = session;
    const target = entryPoint ? { chainId, entryPoint } : { chainId };
    const { operation, userOpHash } = await prepareOperation({ ...base, ...target, gasLimits });
    return { batch, operation, hashes: [...previous, userOpHash], session: id, enables, startedAtMs };
  };

  const findIncluded = async (hashes: readonly Hex[]): Promise<Confirmation | undefined> => {
    for (const hash of hashes) {
      const confirmation = heard.get(hash) ?? (await insist(() => ports.confirmations.lookUp(hash)));
      if (confirmation) return confirmation;
    }
    return undefined;
  };

  /** The confirmation, or undefined when the operation is still open and should be sent once more. */
  const confirm = async ({ hashes, operation }: Flight<Item>, patienceMs: number) => {
    const deadlineMs = clock.nowMs() + patienceMs;
    while (!hashes.some((hash) => heard.has(hash)) && clock.nowMs() < deadlineMs) {
      hasNews = false;
      await pause(deadlineMs - clock.nowMs());
    }
    const included = await findIncluded(hashes);
    if (included) return included;
    const next = await insist(() => ports.readNonce(operation.nonce >> 64n));
    if (next <= operation.nonce) return undefined;
    // The nonce was used. Either a log was not to be had yet, or by another operation: look once more, then say so.
    const late = await findIncluded(hashes);
    if (late) return late;
    throw new RefusedError("bundler", "Another operation went first.", { code: "AA25" });
  };

  const forget = async () => {
    heard.clear();
    awaited = [];
    await flights.clear();
  };

  const learn = async (learnt: (Reaction & { type: "rebuild" })["learnt"]) => {
    if (learnt === "nonce") facts.nonce = await insist(() => ports.readNonce(nonceKey));
    if (learnt === "fees") facts.areFeesStale = true;
    if (learnt === "voucher") facts.voucher = undefined;
    if (learnt === "voucher" || learnt === "notShown") facts.isVoucherShown = false;
    if (learnt === "deployed" || learnt === "undeployed") facts.isDeployed = learnt === "deployed";
    if (learnt === "enabled" || learnt === "notEnabled") facts.isEnabled = learnt === "enabled";
  };

  const finish = async (row: LaneOperation<Item>, flight: Flight<Item>, confirmation: Confirmation) => {
    const { isSuccess, revertData, userOpHash, transactionHash, blockNumber, gasUsed, costWei, paymaster } =
      confirmation;
    const used = flight.operation.nonce;
    if (used >> 64n === nonceKey && used >= facts.nonce) facts.nonce = used + 1n;
    facts.isDeployed = true;
    // Validation stands even when the calls were undone, so the session is enabled either way.
    if (flight.enables && flight.session === id) facts.isEnabled = true;
    if (flight.session === id) facts.isVoucherShown = true;
    await forget();
    const failure = isSuccess ? {} : decodeRevert(revertData ?? "0x", ports.abi);
    const error = new RefusedError("rpc", failureText(failure) ?? "The chain undid this.", {
      ...failure,
      details: failure.contractError?.name ?? revertData ?? "out of gas",
    });
    const settled = showRow({
      ...row,
      ...{ userOpHash, transactionHash, blockNumber, gasUsed, costWei, paymaster: paymaster ?? zeroAddress },
      status: isSuccess ? "confirmed" : "rejected",
      latencyMs: clock.nowMs() - row.startedAtMs,
      ...(!isSuccess && { error }),
    });
    source.settled(settled);
  };

  /** What a refusal means here: a session that is over says nothing about the one that took its flight up. */
  const react = (error: RefusedError, flight: Flight<Item> | undefined): Reaction => {
    const reaction = reactTo(error);
    const isForeign = flight !== undefined && flight.session !== id;
    return reaction.type === "end" && isForeign ? { type: "rebuild", learnt: "nonce" } : reaction;
  };

  const deliver = async (batch: Batch<Item>, restored?: Flight<Item>) => {
    const startedAtMs = restored?.startedAtMs ?? clock.nowMs();
    let flight = restored;
    let isSent = false;
    let patienceMs = confirmTimeoutMs;
    let rebuilds = 0;
    awaited = restored?.hashes ?? [];
    let row: LaneOperation<Item> = showRow({
      id: crypto.randomUUID(),
      item: batch.item,
      status: "queued",
      startedAtMs,
    });
    for (;;) {
      try {
        if (!flight) {
          flight = await build(batch, awaited, startedAtMs);
          awaited = flight.hashes;
          await flights.write(flight);
        }
        if (!isSent) {
          row = showRow({ ...row, status: "sending", userOpHash: flight.hashes.at(-1) as Hex });
          const { operation } = flight;
          await insist(() => ports.send(operation));
        }
        isSent = true;
        row = showRow({ ...row, status: "pending" });
        const confirmation = await confirm(flight, patienceMs);
        if (confirmation) return await finish(row, flight, confirmation);
        // Not on chain and not heard of: the bundler may have lost it. The same operation again is harmless.
        isSent = false;
        patienceMs = Math.min(patienceMs * 2, LONGEST_CONFIRM_TIMEOUT_MS);
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        const reaction = react(error, flight);
        if (reaction.type === "accepted") {
          isSent = true;
          continue;
        }
        // Also when this was the first try: behind one address may stand several bundlers, and the one that refuses now
        // is not the one that took the operation and died before saying so.
        const included = flight ? await findIncluded(awaited) : undefined;
        if (flight && included) return await finish(row, flight, included);
        if (reaction.type === "rebuild" && rebuilds < MAX_REBUILDS) {
          if (rebuilds++ > 0) await pause(REBUILD_DELAY_MS * rebuilds);
          await learn(reaction.learnt);
          // What was learnt may come from a node that knew more than the one that was asked for the log.
          const late = flight ? await findIncluded(awaited) : undefined;
          if (flight && late) return await finish(row, flight, late);
          flight = undefined;
          isSent = false;
          continue;
        }
        await forget();
        if (reaction.type !== "end") return source.settled(showRow({ ...row, status: "rejected", error }));
        show({ operations: snapshot.operations.filter((shown) => shown.id !== row.id) });
        source.giveBack(batch);
        return end(reaction.end, error);
      }
    }
  };

  const run = async () => {
    show({ role: "sender" });
    const unwatch = ports.confirmations.watch((confirmation) => {
      if (!awaited.includes(confirmation.userOpHash)) return;
      heard.set(confirmation.userOpHash, confirmation);
      signalNews();
    });
    try {
      const flight = await flights.read();
      const start = await insist(ports.readStart);
      facts.nonce = start.nonce;
      facts.isDeployed = start.isDeployed;
      // The operation that enables shows the voucher too; where a transaction enabled, the paymaster says so.
      facts.isEnabled = facts.isVoucherShown = start.session.status === "enabled";
      show({ isEnabled: facts.isEnabled });
      if (flight) {
        source.resumed?.(flight.batch);
        await deliver(flight.batch, flight);
      }
      if (start.session.status === "revoked" || start.session.isEpochPassed) return end("revoked");
      while (!snapshot.ended) {
        if (ports.chainNow() >= playUntil(signed.grant)) return end("expired");
        hasNews = false;
        const batch = source.take();
        if (batch) await deliver(batch);
        else if (!hasNews) await pause(Math.max(1, (playUntil(signed.grant) - ports.chainNow()) * 1000));
      }
    } catch (error) {
      if (error instanceof Stopped) return;
      end(
        "failed",
        error instanceof SessionKitError ? error : new SessionKitError("The lane broke.", { cause: error }),
      );
    } finally {
      unwatch();
    }
  };

  const done = ports
    .lock(`session-lane/${session.chainId}/${account.toLowerCase()}`, stopping.signal, run)
    .catch((error) => {
      if (!stopping.signal.aborted) end("failed", new SessionKitError("The lane could not start.", { cause: error }));
    });

  return {
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake: signalNews,
    retry: wake,
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}
