import type { Abi, Address } from "viem";
import { InvalidInputError } from "../errors/errors.ts";
import { MAX_DURATION_SECONDS } from "../grant/window.ts";
import { abiOf, type ContractPermissions } from "../permissions/allow.ts";
import type { SponsorDeployment, SponsorWorld } from "./decide/world.ts";
import type { SponsorPolicy } from "./sponsorTypes.ts";

const MAX_CALLS = 2 ** 16 - 1;
const MAX_SPEND = 2n ** 96n - 1n;

/**
 * Fills in the defaults of a policy.
 * @param deployment Addresses, in lowercase.
 * @param policy What is paid for.
 * @returns What the decision needs.
 * @throws InvalidInputError for a policy that cannot be kept.
 */
export function toWorld(deployment: SponsorDeployment, policy: SponsorPolicy): SponsorWorld {
  const { sessions, ownerCalls, maxFeePerGas, maxPriorityFeePerGas } = policy;
  const { maxDuration = MAX_DURATION_SECONDS, maxCalls = MAX_CALLS, maxSpend = MAX_SPEND } = sessions;
  if (maxPriorityFeePerGas > maxFeePerGas) {
    throw refuse(`maxPriorityFeePerGas ${maxPriorityFeePerGas}, more than maxFeePerGas ${maxFeePerGas}`);
  }
  return {
    ...{ deployment, maxFeePerGas, maxPriorityFeePerGas },
    sessions: { allow: sessions.allow, maxGas: sessions.maxGas, maxDuration, maxCalls, maxSpend },
    ownerCalls: ownerCalls && {
      allow: toAllowOf(ownerCalls.allow),
      ...{ maxGas: ownerCalls.maxGas, simulate: ownerCalls.simulate ?? true, ownership: ownerCalls.ownership ?? false },
    },
  };
}

type Allow = NonNullable<SponsorPolicy["ownerCalls"]>["allow"];

/** Single operations of owners are not counted: a limit that needs counting is refused, never dropped. */
function toAllowOf(allow: Allow): (account: Address) => readonly ContractPermissions[] {
  const check = (list: readonly ContractPermissions[]) => {
    for (const { permissions } of list) {
      for (const { functionSignature, limits, policies } of permissions) {
        if (limits.every(({ counted }) => counted === "value") && policies.length === 0) continue;
        throw refuse(`ownerCalls, ${functionSignature}: limits that are counted, and policies, are of sessions only`);
      }
    }
    return list;
  };
  if (typeof allow === "function") return (account) => check(allow(account));
  const list = check(allow);
  return () => list;
}

const refuse = (details: string) => new InvalidInputError("This sponsor's policy cannot be kept.", { details });

/**
 * The ABIs of the contracts that a policy names; they do not depend on the account.
 * @throws InvalidInputError for calls of owners whose limits somebody would have to count.
 */
export function errorsOf({ sessions, ownerCalls }: SponsorWorld): Abi {
  const anybody = "0x0000000000000000000000000000000000000001";
  return abiOf([...sessions.allow, ...(ownerCalls?.allow(anybody) ?? [])]);
}
