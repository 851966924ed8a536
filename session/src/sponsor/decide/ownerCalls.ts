import type { AbiFunction, Address } from "viem";
import { decodeAbiParameters } from "viem";
import { sessionValidatorAbi } from "../../abis/abis.ts";
import { allow, type ContractPermissions } from "../../permissions/allow.ts";
import { describeCondition } from "../../permissions/isWithin.ts";
import { refuseCall } from "../../permissions/permits.ts";
import type { OperationRequest } from "../parse/sponsorRequest.ts";
import {
  type AskedCall,
  describeCall,
  ENDINGS,
  isAboutOwner,
  isHandingOver,
  isRunTogether,
  readCalls,
} from "./calls.ts";
import type { Refusal } from "./refusal.ts";
import type { OperationFacts, OwnerCalls, SponsorDeployment, SponsorWorld } from "./world.ts";

// What an owner may do at the sponsor's expense. The owner signs after the voucher is in place, so no signature can be checked
// here: a requester can only enable the account's own owner to do what is on the list.

/** The owner's calls are on the list. */
export function refuseOwnerCalls(
  { operation: { callData, sender } }: OperationRequest,
  { deployment }: SponsorWorld,
  { allow: allowOf, ownership }: OwnerCalls,
): Refusal | undefined {
  if (ownership && isAboutOwner(callData)) return undefined;
  const calls = readCalls(callData);
  const allowed = "runTogether() or execute(bytes32,bytes) with at least one call";
  if (!calls || calls.length === 0) return { what: "callData", seen: callData, allowed };
  const list = [...allowOf(sender), allowOwnSessions(deployment, sender)];
  for (const call of calls) {
    const instead = refuseOwnerCall(call, list);
    if (instead !== undefined) return { what: "call", seen: describeCall(call), allowed: instead };
  }
  return undefined;
}

/** What the chain says: whether the calls would succeed, and whether the account allows them at all. */
export function refuseDoomedCalls(
  { operation: { callData } }: OperationRequest,
  { revertReason, reachable }: OperationFacts,
  { deployment }: SponsorWorld,
): Refusal | undefined {
  if (revertReason !== undefined) return { what: "calls", seen: revertReason, allowed: "calls that would succeed now" };
  if (reachable === undefined || isHandingOver(callData)) return undefined;
  const calls = isRunTogether(callData) ? readCalls(callData) : undefined;
  const isContained = ({ to, selector }: AskedCall) =>
    reachable.includes(to) || (to === deployment.sessionValidator && ENDINGS.includes(selector));
  if (calls?.every(isContained)) return undefined;
  return {
    what: "calls",
    seen: "calls of an account that a device key owns, or did until a day ago",
    allowed: "runTogether() with calls of the play targets, revoke and revokeAll; changeOwner; release",
  };
}

/** Every owner may end sessions, and grant by transaction. */
function allowOwnSessions({ sessionValidator }: SponsorDeployment, account: Address): ContractPermissions {
  return allow({
    address: sessionValidator,
    abi: sessionValidatorAbi,
    functions: { revoke: true, revokeAll: true, enable: { args: { account: { equals: account } } } },
    label: "sessionValidator",
    words: { enable: "a grant of this account" },
  });
}

/** What is allowed instead; undefined if the call is on the list. */
function refuseOwnerCall(call: AskedCall, list: readonly ContractPermissions[]): string | undefined {
  const rows = list.flatMap(({ permissions, says, label, address }) =>
    permissions.map((permission, index) => ({
      permission,
      ...says[index],
      name: nameOf(permission, label ?? address),
    })),
  );
  const candidates = rows.filter(({ permission }) => {
    const because = refuseCall(permission, call)?.because;
    return because !== "target" && because !== "function";
  });
  const mostValue = candidates.reduce(
    (most, { permission }) => (permission.maxValue > most ? permission.maxValue : most),
    0n,
  );
  if (call.value > mostValue) return mostValue === 0n ? "a call without native value" : `at most ${mostValue} wei`;
  if (candidates.length === 0) return [...new Set(rows.map(({ name }) => name))].join(", ");
  const [nearest] = candidates;
  const readable = candidates.filter(({ inputs = [] }) => isReadable(call, inputs));
  if (readable.length === 0) return `arguments of ${nearest?.permission.functionSignature}`;
  if (readable.some(({ permission }) => !refuseCall(permission, call))) return undefined;
  return readable
    .map(({ permission, words }) => words ?? permission.conditions.map(describeCondition).join(" and "))
    .join(", or ");
}

const nameOf = ({ functionSignature }: { functionSignature: string }, owner: string) =>
  `${owner}.${functionSignature.replace(/\(.*$/, "")}`;

/** Arguments that cannot be decoded would make the call revert: not worth paying for. */
function isReadable({ data }: AskedCall, inputs: AbiFunction["inputs"]): boolean {
  try {
    decodeAbiParameters(inputs, `0x${data.slice(10)}`);
    return true;
  } catch {
    return false;
  }
}
