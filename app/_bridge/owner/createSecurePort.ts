import type { Owner } from "@hourglass/session/core";
import {
  CancelledError,
  encodeChangeOwner,
  ownTypedData,
  readOwnership,
  sendOwnerOperation,
} from "@hourglass/session/core";
import { createStore } from "zustand/vanilla";
import { type PlayerIdentity, toIdentity } from "../account";
import type { VaultDoor } from "../views";
import { type OwnerPortParts, withDeadline } from "./createOwnerPort";
import { explainAttempt, explainRevert } from "./explain";
import { ownerGasLimits } from "./gas";
import type { SecurePort, SecureSnapshot } from "./ports";
import { listen } from "./waitForOperation";

/** What handing over an account needs from the bridge. */
export type SecurePortParts = Pick<
  OwnerPortParts,
  "config" | "rpc" | "bundler" | "sponsor" | "identity" | "openConfirmations"
> & {
  /** Asks passkey or wallet for the owner. */
  openOwner: (door: VaultDoor, signal: AbortSignal) => Promise<Owner>;
  /** The account now belongs to another owner: the page continues as that one, and asks for a session. */
  takeOver: (identity: PlayerIdentity) => Promise<void>;
};

const sendingMaySucceed =
  "It was sent, but the blockchain has not confirmed it yet. Reload the page in a moment to see.";

/** Creates the port; nothing is asked yet. */
export function createSecurePort(parts: SecurePortParts): SecurePort {
  const { config, rpc, bundler, sponsor } = parts;
  const { chainId, entryPoint } = config.deployment;
  const store = createStore<{ work: SecureSnapshot }>(() => ({ work: undefined }));
  const show = (work: SecureSnapshot) => store.setState({ work });
  let attempt = new AbortController();

  const choose = async (door: VaultDoor) => {
    const before = parts.identity();
    if (!before || store.getState().work?.step === "sent") return;
    attempt.abort();
    attempt = new AbortController();
    const { signal } = attempt;
    const isWanted = () => !signal.aborted && parts.identity() === before;
    const step = (now: NonNullable<SecureSnapshot>["step"], reason?: string) =>
      isWanted() && show({ step: now, with: door.kind, ...(reason && { reason }) });
    step("opening");
    const { account, owner: device, factory } = before;
    const listening = listen(parts.openConfirmations(before));
    try {
      const next = withDeadline(await parts.openOwner(door, signal), signal);
      const { change, isDeployed } = await readOwnership(rpc, account);
      step("proving");
      const proof = await next.signTypedData(ownTypedData({ chainId, account, owner: next.signer, change }));
      if (!isWanted()) throw new CancelledError();
      const callData = encodeChangeOwner(next.signer, proof);
      const { userOpHash } = await sendOwnerOperation(
        { rpc, bundler, sponsor },
        {
          ...{ chainId, entryPoint, account, owner: device, factory, isWanted, calls: { callData } },
          gasLimits: ownerGasLimits({ calls: [{ to: account, data: callData }], deploys: !isDeployed }),
        },
      );
      step("sent");
      const confirmation = await listening.wait(userOpHash);
      if (!isWanted()) return;
      if (!confirmation) return void step("failed", sendingMaySucceed);
      if (!confirmation.isSuccess) return void step("failed", explainRevert(confirmation.revertData));
      show(undefined);
      await parts.takeOver(toIdentity(config.deployment, next, account));
    } catch (error) {
      step("failed", explainAttempt(error).reason);
    } finally {
      listening.close();
    }
  };

  return {
    getSnapshot: () => store.getState().work,
    subscribe: store.subscribe,
    ask: () => show(store.getState().work ?? { step: "choosing" }),
    choose,
    close: () => {
      if (store.getState().work?.step === "sent") return;
      attempt.abort();
      show(undefined);
    },
  };
}
