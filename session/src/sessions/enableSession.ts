import type { Client, Hash, Transport } from "viem";
import { getBlock } from "viem/actions";
import type { SessionModule } from "../grant/grant.ts";
import { CancelledError } from "../lane/deadline.ts";
import { pause } from "../lane/pause.ts";
import type { FactoryArgs } from "../operation/calls.ts";
import type { SignedGrant } from "../operation/operationSignature.ts";
import { sponsorContext } from "../operation/voucher.ts";
import { readSession } from "./readChain.ts";
import { sendByRelay } from "./sendByRelay.ts";

/** Parameters of {@link enableByRelay}. */
export type EnableByRelayParameters = {
  /** Reads the chain. */
  client: Client<Transport>;
  /** Its transport answers `session_enable`: a sponsor of this kit, or a relay of its own. */
  relay: Client<Transport>;
  module: SessionModule;
  signed: SignedGrant;
  /** How the account is deployed, if it may not be yet. */
  factory: FactoryArgs;
};

/**
 * Has a relay enable the session of an owner that is a contract, and waits until it is on chain: validation may not ask a contract, a transaction may. The session
 * needs its voucher first, and its window must have begun.
 * @param parameters See {@link EnableByRelayParameters}.
 * @returns The transaction; undefined if it was enabled already.
 * @throws UnavailableError or RefusedError from relay or chain; SessionError if the chain did not accept it.
 */
export function enableByRelay(parameters: EnableByRelayParameters): Promise<Hash | undefined> {
  const { client, relay, module, signed, factory } = parameters;
  const { grant, ownerSignature } = signed;
  const failure = "The chain did not accept the grant. The signers may have changed; ask them again.";
  return sendByRelay(relay, client, {
    ...{ method: "session_enable", params: { ...sponsorContext(grant, ownerSignature), ...factory }, failure },
    isDone: async () => (await readSession(client, module, grant)).status === "enabled",
  });
}

const MIN_LOOK_MS = 500;
const MAX_LOOK_MS = 5_000;

/**
 * Waits until the chain says that a grant's window has begun: before, nobody can enable it.
 * @param client Reads the chain. While it does not answer, it is asked again.
 * @param grant The grant.
 * @param signal Ends the waiting.
 * @throws CancelledError when the signal aborts.
 */
export async function untilDue(
  client: Client<Transport>,
  { validAfter }: { validAfter: number },
  signal?: AbortSignal,
): Promise<void> {
  for (;;) {
    if (signal?.aborted) throw new CancelledError();
    const left = await getBlock(client).then(
      ({ timestamp }) => validAfter + 1 - Number(timestamp),
      () => MAX_LOOK_MS / 1000,
    );
    if (left <= 0) return;
    await pause(Math.min(MAX_LOOK_MS, Math.max(MIN_LOOK_MS, left * 1000)), signal);
  }
}
