import { findGrantFault } from "../../grant/grantFault.ts";
import { findOutside, type Outside } from "../../permissions/isWithin.ts";
import { findHint } from "../../permissions/permits.ts";
import type { SessionRequest } from "../parse/sponsorRequest.ts";
import { describeCall, readCalls } from "./calls.ts";
import type { Refusal } from "./refusal.ts";
import type { SponsorWorld } from "./world.ts";

// What a session may do.

const fields: Record<Outside["because"], string> = {
  target: "target",
  function: "functionSignature",
  value: "maxValue",
  spend: "spendArgument",
  policy: "policies",
  argument: "conditions",
  limit: "limits",
};

/** A grant permits only what is paid for, and the module would enable it: window, caps, texts, limits. */
export function refuseGrant({ grant }: SessionRequest, { sessions, deployment }: SponsorWorld): Refusal | undefined {
  const allowed = sessions.allow.flatMap(({ permissions }) => permissions);
  const outside = findOutside(grant.permissions, allowed);
  if (outside) return { what: `permission.${fields[outside.because]}`, ...say(outside, sessions.allow) };
  return findGrantFault(grant, deployment.sessionValidator);
}

/** If nothing similar can be found, the whole list is shown. */
function say(
  { because, seen, allowed }: Outside,
  permissions: SponsorWorld["sessions"]["allow"],
): Omit<Refusal, "what"> {
  if (because === "target")
    return { seen, allowed: [...new Set(permissions.map(({ address }) => address))].join(", ") };
  if (because !== "function") return { seen, allowed };
  const texts = permissions.flatMap((each) => each.permissions.map(({ functionSignature }) => functionSignature));
  return { seen, allowed: [...new Set(texts)].join(", ") };
}

/** The calls of the operation in the request are within the grant; without calls the request is for all future ones. */
export function refuseForeignCalls({ operation, grant }: SessionRequest): Refusal | undefined {
  if (operation.callData === "0x") return undefined;
  const calls = readCalls(operation.callData);
  const allowed = "runTogether() or execute(bytes32,bytes) with calls that the grant permits";
  if (!calls) return { what: "callData", seen: operation.callData, allowed };
  const foreign = calls.find((call) => findHint(grant, call).refusal);
  return foreign && { what: "call", seen: describeCall(foreign), allowed: "the calls that the grant permits" };
}
