import type { OwnerHistory } from "@hourglass/session/core";
import { type Address, getAddress, type Hex, isAddressEqual, slice } from "viem";
import type { ModuleView, RecoveryView, SignerView } from "./views";

/** The verifiers whose keys have names. */
export type Verifiers = { p256Verifier: Address; webAuthnVerifier?: Address | undefined };

/**
 * A signer for the page.
 * @param signer ERC-7913.
 * @param verifiers Of this world.
 */
export function toSignerView(signer: Hex, { p256Verifier }: Verifiers): SignerView {
  if (signer.length === 42) return { signer, kind: "address", text: getAddress(signer) };
  const isDevice = slice(signer, 0, 20) === p256Verifier.toLowerCase();
  return { signer, kind: isDevice ? "device" : "passkey", text: `key …${signer.slice(-6)}` };
}

/**
 * Since when an account has its owner.
 * @param history As read from the chain.
 */
export function findSince({ events }: Pick<OwnerHistory, "events">) {
  const last = events.findLast(({ kind }) => kind === "made" || kind === "changed");
  return last && { seconds: last.time, blockNumber: last.blockNumber };
}

/** By ERC-7579's numbers. */
const MODULE_KINDS: Readonly<Record<number, ModuleView["kind"]>> = {
  ...{ 1: "validator", 2: "executor", 3: "fallback", 4: "hook" },
};

/**
 * What is installed in an account, for the page.
 * @param history As read from the chain.
 * @param sessionValidator Of this world.
 */
export function toModuleViews({ modules }: Pick<OwnerHistory, "modules">, sessionValidator: Address): ModuleView[] {
  return modules.map(({ type, module }) => {
    const isSessions = type === 1 && isAddressEqual(module, sessionValidator);
    return { module: getAddress(module), kind: isSessions ? "sessions" : (MODULE_KINDS[type] ?? "unknown") };
  });
}

/**
 * How a recovery stands.
 * @param history As read from the chain.
 * @param verifiers Of this world.
 */
export function toRecoveryView(
  { pending, guardians, events, block, delaySeconds }: OwnerHistory,
  verifiers: Verifiers,
): RecoveryView {
  const unasked = guardians ? "ready" : "off";
  const asked = pending && (block.time >= pending.due ? "due" : "waiting");
  return {
    stage: asked ?? unasked,
    ended: pending ? undefined : findEnd(events),
    guardians: guardians?.guardians.map((each) => toSignerView(each, verifiers)) ?? [],
    threshold: guardians?.threshold ?? 0,
    pending: pending && { owner: toSignerView(pending.owner, verifiers), dueSeconds: pending.due },
    delaySeconds,
  };
}

/** A change without a question before it was made by a device key, at once. */
function findEnd(events: OwnerHistory["events"]): RecoveryView["ended"] {
  const asked = events.findLastIndex(({ kind }) => kind === "asked");
  const end =
    asked < 0 ? undefined : events.slice(asked).find(({ kind }) => kind === "cancelled" || kind === "changed");
  return end && { how: end.kind === "cancelled" ? "cancelled" : "done", seconds: end.time };
}
