import { getUserOperationGasPrice } from "permissionless/actions/pimlico";
import type { Client, Transport } from "viem";

import { toUnavailableOrRefused } from "./decodeFailure";
import type { Fees } from "./gas";
import type { Clock } from "./laneTypes";

const REFRESH_AFTER_MS = 5_000;
const TOO_OLD_AFTER_MS = 60_000;

/**
 * Fees that are known before the click: the last ones are handed out at once and renewed behind the player's back.
 * @param read Asks for fees.
 * @param clock Time.
 * @returns What a lane takes as `readFees`; it waits for an answer only when there is none younger than a minute or
 * when the last ones were refused.
 */
export function createFees(read: () => Promise<Fees>, clock: Clock): (isStale: boolean) => Promise<Fees> {
  let known: { fees: Fees; atMs: number } | undefined;
  let asking: Promise<Fees> | undefined;

  const renew = () => {
    asking ??= read()
      .then((fees) => {
        known = { fees, atMs: clock.nowMs() };
        return fees;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };

  return async (isStale) => {
    const ageMs = known ? clock.nowMs() - known.atMs : Number.POSITIVE_INFINITY;
    if (!known || isStale || ageMs > TOO_OLD_AFTER_MS) return renew();
    // Whoever needs an answer asks again; this one is only a refresh.
    if (ageMs > REFRESH_AFTER_MS) renew().catch(() => undefined);
    return known.fees;
  };
}

/**
 * The fees that a Pimlico bundler (Alto, or the hosted one) takes now.
 * @param bundler A client whose transport reaches the bundler.
 * @returns Its "standard" price.
 * @throws UnavailableError or RefusedError.
 */
export async function readBundlerFees(bundler: Client<Transport>): Promise<Fees> {
  const { standard } = await getUserOperationGasPrice(bundler).catch((error: unknown) => {
    throw toUnavailableOrRefused("bundler", error);
  });
  return standard;
}
