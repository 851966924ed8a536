import type { Hex } from "viem";
import { zeroAddress } from "viem";
import { decodeRevert, failureText } from "../errors/decodeFailure.ts";
import { RefusedError, UnavailableError } from "../errors/errors.ts";
import { sessionIdOf } from "../grant/grant.ts";
import { playUntil } from "../grant/window.ts";
import { buildOperation, prepareOperation, readMaxCost } from "../operation/operation.ts";
import { omitVoucher } from "../operation/voucher.ts";
import type { Confirmation } from "./confirmations.ts";
import type { FlightStore } from "./laneFlight.ts";
import type { LaneEvent, LaneState } from "./laneState.ts";
import { readShape } from "./laneSteps.ts";
import type { Batch, Delivery, Flight, LanePorts, LaneSession, LaneSource } from "./laneTypes.ts";
import type { Persistence } from "./persistence.ts";

const CONFIRM_TIMEOUT_MS = 4_000;
const LONGEST_CONFIRM_TIMEOUT_MS = 30_000;
const REBUILD_DELAY_MS = 400;
const HOLD_MS = 1_000;
const LONGEST_HOLD_MS = 15_000;

/** What the work of a lane needs from it. */
export type LaneWorkParts<Item> = Pick<Persistence, "insist" | "pause"> & {
  session: LaneSession;
  source: LaneSource<Item>;
  ports: LanePorts;
  flights: FlightStore<Item>;
  /** Confirmations that arrived and were not used yet. */
  heard: Map<Hex, Confirmation>;
  /** The current state; it may have changed while a phase waited. */
  read: () => LaneState<Item>;
  /** Whether something was played or an event arrived since `forgetNews`. */
  hasNews: () => boolean;
  forgetNews: () => void;
  showHold: (untilMs: number) => void;
  showSending: () => void;
};

/**
 * The requests of a lane, phase by phase.
 * @param parts See {@link LaneWorkParts}.
 * @returns Does what the phase of a state requires, and returns the resulting event; undefined if there is none.
 * @throws RefusedError if a service refuses, Stopped if the lane is stopped.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the steps of one operation in their order, over one state.
export function createLaneWork<Item>(
  parts: LaneWorkParts<Item>,
): (state: LaneState<Item>) => Promise<LaneEvent<Item> | undefined> {
  const { session, source, ports, flights, heard, insist, pause, read, hasNews, forgetNews } = parts;
  const { showHold, showSending } = parts;
  const { signed, signer } = session;
  const { nonceKey } = signed.grant;
  const { clock, confirmTimeoutMs = CONFIRM_TIMEOUT_MS } = ports;
  const id = sessionIdOf(session.module, signed.grant);

  /** Everything is known; the only requests are a first voucher and, for an unmeasured shape, one estimate. */
  const build = async ({ batch, hashes, row }: Delivery<Item>): Promise<LaneEvent<Item>> => {
    const { facts } = read();
    const voucher = facts.voucher ?? (ports.requestVoucher && (await insist(ports.requestVoucher)));
    const fees = await insist(() => ports.readFees(facts.areFeesStale));
    const enables = !facts.isEnabled;
    const { calls } = batch;
    const base = {
      ...{ signed, signer, calls, fees, enables, nowSeconds: ports.chainNow() },
      nonce: facts.nonce,
      voucher: voucher && facts.isVoucherShown ? omitVoucher(voucher) : voucher,
      factory: facts.isDeployed ? undefined : session.factory,
    };
    const shape = { deploys: !facts.isDeployed, enables, calls };
    const gasLimits = await insist(() =>
      ports.gasLimits(shape, (limits) => buildOperation({ ...base, gasLimits: limits }), facts.areLimitsLow),
    );
    const { entryPoint } = session;
    const { chainId } = session.module;
    const target = entryPoint ? { chainId, entryPoint } : { chainId };
    const { operation, userOpHash } = await prepareOperation({ ...base, ...target, gasLimits });
    const flight: Flight<Item> = {
      ...{ batch, operation, enables, hashes: [...hashes, userOpHash], session: id },
      startedAtMs: row.startedAtMs,
    };
    await flights.write(flight);
    return { type: "built", flight, voucher, maxCostWei: readMaxCost(operation), atMs: clock.nowMs() };
  };

  const findIncluded = async ({ hashes, isRestored }: Delivery<Item>): Promise<LaneEvent<Item> | undefined> => {
    for (const hash of hashes) {
      const lookUp = () => readCertainly(() => ports.confirmations.lookUp(hash, isRestored));
      const confirmation = heard.get(hash) ?? (await insist(lookUp));
      if (confirmation) return toIncluded(confirmation);
    }
    return undefined;
  };

  const toIncluded = (confirmation: Confirmation): LaneEvent<Item> => {
    const failure = confirmation.isSuccess ? {} : decodeRevert(confirmation.revertData ?? "0x", ports.abi);
    const error = new RefusedError("rpc", failureText(failure) ?? "The action failed on chain.", {
      ...failure,
      details: failure.contractError?.name ?? confirmation.revertData ?? "out of gas",
    });
    const paymaster = confirmation.paymaster ?? zeroAddress;
    return { type: "included", confirmation: { ...confirmation, paymaster }, atMs: clock.nowMs(), failure: error };
  };

  const readNonce = (nonceKey: bigint) => insist(() => readCertainly(() => ports.readNonce(nonceKey)));

  const confirm = async (delivery: Delivery<Item>): Promise<LaneEvent<Item>> => {
    const { hashes, flight, silences, isRestored } = delivery;
    const longestMs = Math.max(confirmTimeoutMs, LONGEST_CONFIRM_TIMEOUT_MS);
    const deadlineMs = clock.nowMs() + Math.min(confirmTimeoutMs * 2 ** silences, longestMs);
    const isHeard = () => hashes.some((hash) => heard.has(hash));
    while (!isHeard() && !read().isDoubtful && clock.nowMs() < deadlineMs) {
      forgetNews();
      await pause(deadlineMs - clock.nowMs());
    }
    const included = await findIncluded(delivery);
    if (included || !flight) return included ?? { type: "silent" };
    const { nonce } = flight.operation;
    const next = await readNonce(nonce >> 64n);
    if (next <= nonce) return { type: "silent", isHole: next < nonce };
    // The nonce was used. Either its log was not available yet, or another operation used it: look once more, then report it.
    const late = await findIncluded(delivery);
    if (late) return late;
    if (isRestored) return { type: "unknown" };
    throw new RefusedError("bundler", "Another operation was included first.", { entryPointCode: "AA25" });
  };

  const learn = async (delivery: Delivery<Item>): Promise<LaneEvent<Item>> => {
    const { flight, rebuilds, holds, isRestored } = delivery;
    if (rebuilds > 0 && holds === 0) await pause(REBUILD_DELAY_MS * rebuilds);
    const { reaction } = read().refusal ?? {};
    // Every refusal, except one about a price, may be about an operation that was already included: account and session are checked before the nonce.
    const isOfPrice = reaction?.type === "rebuild" && (reaction.learnt === "fees" || reaction.learnt === "gas");
    const needsNonce = holds > 0 || !isOfPrice;
    const nonce = needsNonce ? await readNonce(nonceKey) : undefined;
    // These facts may come from a node that knew more than the one that was asked for the log.
    const late = flight ? await findIncluded(delivery) : undefined;
    if (late) return late;
    const own = flight?.operation.nonce;
    const isUsed = nonce !== undefined && own !== undefined && own >> 64n === nonceKey && nonce > own;
    return isRestored && isUsed ? { type: "unknown" } : { type: "learnt", ...(nonce !== undefined && { nonce }) };
  };

  const hold = async ({ holds }: Delivery<Item>): Promise<LaneEvent<Item>> => {
    const delayMs = Math.min(HOLD_MS * 2 ** holds, LONGEST_HOLD_MS);
    showHold(clock.nowMs() + delayMs);
    await pause(delayMs);
    return isTimeOver() ? { type: "ended", end: "expired" } : { type: "held" };
  };

  /** Reads the current state of the chain. */
  const recheck = async (): Promise<LaneEvent<Item>> => {
    heard.clear();
    return { type: "rechecked", start: await insist(() => readCertainly(ports.readStart)) };
  };

  const begin = async (): Promise<LaneEvent<Item>> => {
    const flight = await flights.read();
    const start = await insist(() => readCertainly(ports.readStart));
    return { type: "started", start, left: flight && toDelivery(flight.batch, flight.startedAtMs, flight) };
  };

  const toDelivery = (batch: Batch<Item>, startedAtMs: number, flight?: Flight<Item>): Delivery<Item> => ({
    ...{ batch, flight, hashes: flight?.hashes ?? [], rebuilds: 0, silences: 0, holds: 0 },
    // Nobody knows whether it was accepted before the page closed.
    ...{ isTaken: flight !== undefined, isRestored: flight !== undefined },
    row: { id: crypto.randomUUID(), item: batch.item, status: "queued", startedAtMs, ...(flight && readShape(flight)) },
  });

  const isTimeOver = () => ports.chainNow() >= playUntil(signed.grant);

  const takeNext = async (): Promise<LaneEvent<Item> | undefined> => {
    if (isTimeOver()) return { type: "ended", end: "expired" };
    forgetNews();
    const batch = source.take();
    if (batch) return { type: "taken", delivery: toDelivery(batch, clock.nowMs()) };
    if (!hasNews()) await pause(Math.max(1, (playUntil(signed.grant) - ports.chainNow()) * 1000));
    return undefined;
  };

  return ({ phase, delivery, isDoubtful }) => {
    if (phase === "starting") return begin();
    if (isDoubtful) return recheck();
    if (phase === "idle" || !delivery) return takeNext();
    switch (phase) {
      case "building":
        return build(delivery);
      case "sending": {
        const { flight } = delivery;
        if (!flight) return build(delivery);
        showSending();
        return insist(() => ports.send(flight.operation)).then(() => ({ type: "sent", atMs: clock.nowMs() }));
      }
      case "confirming":
        return confirm(delivery);
      case "checking":
        return findIncluded(delivery).then((included) => included ?? { type: "silent" });
      case "learning":
        return learn(delivery);
      default:
        return hold(delivery);
    }
  };
}

/** A node that refuses to report the state counts as one that cannot serve now. */
async function readCertainly<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RefusedError) throw new UnavailableError(error.part, { cause: error });
    throw error;
  }
}
