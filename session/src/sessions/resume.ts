import type { Address } from "viem";
import { isAddressEqual, zeroAddress } from "viem";
import type { Grant } from "../grant/grant.ts";
import type { Permission } from "../grant/grantTypes.ts";
import { playUntil } from "../grant/window.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import { readSessionRecord, type SessionRecord } from "../store/sessionRecord.ts";
import { setClock } from "./chainTime.ts";
import { readSession, type SessionState } from "./readChain.ts";
import type { World } from "./world.ts";

/** A session with less than this left, in seconds, is replaced by a new one. */
const WORTH_RESUMING_SECONDS = 60;

/** A stored session, and its state on chain when it was found. */
export type Stored = { record: SessionRecord; seen: SessionState };

/**
 * The stored session of an account that covers the request.
 * @param world The world.
 * @param account The account.
 * @param permissions The requested permissions; of the limits only checks that something is left.
 * @returns Undefined if there is none that can still act.
 * @throws UnavailableError if the chain does not answer.
 */
export async function findStored(
  world: World,
  account: Address,
  permissions: readonly ContractPermissions[],
): Promise<Stored | undefined> {
  const { store, chainClock, rpc, module, sponsor, deployment } = world;
  const record = await readSessionRecord(store, account);
  if (!record) return undefined;
  const { grant } = record;
  await setClock(chainClock, rpc);
  const payer = (sponsor && deployment.sessionPaymaster) ?? zeroAddress;
  const isOurs = grant.nonceKey >> 32n === BigInt(module.validator) && isAddressEqual(grant.paymaster, payer);
  const isRunning = playUntil(grant) - chainClock.now() > WORTH_RESUMING_SECONDS;
  if (!isOurs || !isRunning || !covers(grant, permissions)) return undefined;
  const seen = await readSession(rpc, module, grant);
  const isOver = seen.status === "revoked" || seen.isEpochPassed || seen.isDenied || seen.actionsLeft === 0;
  return isOver ? undefined : { record, seen };
}

/** Whether a grant contains every requested permission, word for word. */
export function covers(grant: Pick<Grant, "permissions">, asked: readonly ContractPermissions[]): boolean {
  const held = new Set(grant.permissions.map(toText));
  return asked.every(({ permissions }) => permissions.every((permission) => held.has(toText(permission))));
}

/** One text for one permission; addresses are the same in upper and lower case. */
function toText({
  target,
  functionSignature,
  maxValue,
  spendArgument,
  period,
  limits,
  conditions,
  policies,
}: Permission): string {
  const parts = [
    ...[target.toLowerCase(), functionSignature, maxValue, spendArgument, period],
    ...[
      limits.map(({ counted, max }) => [counted, max]),
      conditions.map(({ argument, rule, values }) => [argument, rule, values]),
    ],
    policies.map(({ policy, config }) => [policy.toLowerCase(), config.toLowerCase()]),
  ];
  return JSON.stringify(parts, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
