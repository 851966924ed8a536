import { describeVariable, EnvironmentError, wei } from "./fields";

/** The local chain's id: only there do the sponsor's limits have defaults, because only there wei is worth nothing. */
export const LOCAL_CHAIN_ID = 31337;

/** The sponsor's limits as environment variables. docs/sponsor.md says how to choose them. */
export const sponsorLimits = {
  /** The most that one session may promise, in wei. */
  SPONSOR_SESSION_WEI: wei.optional(),
  /** The most that one operation of an owner may cost, in wei. */
  SPONSOR_OPERATION_WEI: wei.optional(),
  /** The most that is promised to one account in a day (UTC), in wei. */
  SPONSOR_ACCOUNT_DAY_WEI: wei.optional(),
  /** The part of it that single operations of the owner may use, in wei. */
  SPONSOR_OPERATIONS_DAY_WEI: wei.optional(),
  /** The most that is promised to one range of addresses (IPv4 /24, IPv6 /48) in a day (UTC), in wei. */
  SPONSOR_RANGE_DAY_WEI: wei.optional(),
  /** The most that is promised to everybody in a day (UTC), in wei. */
  SPONSOR_DAY_WEI: wei.optional(),
  SPONSOR_MAX_FEE_PER_GAS: wei.optional(),
  SPONSOR_MAX_PRIORITY_FEE_PER_GAS: wei.optional(),
  /** Below this deposit, in wei, the sponsor reports a problem. */
  SPONSOR_LOW_DEPOSIT_WEI: wei.optional(),
};

export type SponsorLimits = { [Name in keyof typeof sponsorLimits]: bigint };

/** Limits of the sponsor on the local chain. */
const localLimits: SponsorLimits = {
  // Counts the maximum cost of each operation: enough for all actions of an hour, each sent alone.
  SPONSOR_SESSION_WEI: 4_000_000_000_000_000_000n,
  SPONSOR_OPERATION_WEI: 100_000_000_000_000_000n,
  SPONSOR_ACCOUNT_DAY_WEI: 48_000_000_000_000_000_000n,
  SPONSOR_OPERATIONS_DAY_WEI: 4_000_000_000_000_000_000n,
  // A room of players is one range, so it may use everything.
  SPONSOR_RANGE_DAY_WEI: 2_000_000_000_000_000_000_000n,
  SPONSOR_DAY_WEI: 2_000_000_000_000_000_000_000n,
  SPONSOR_MAX_FEE_PER_GAS: 20_000_000_000n,
  SPONSOR_MAX_PRIORITY_FEE_PER_GAS: 5_000_000_000n,
  SPONSOR_LOW_DEPOSIT_WEI: 5_000_000_000_000_000_000n,
};

/**
 * Completes the limits: with defaults on the local chain only.
 * @param given What was set.
 * @param chainId The chain they are for.
 * @returns All limits.
 * @throws EnvironmentError that lists every limit that is missing, or larger than its total.
 */
export function requireSponsorLimits(
  given: { [Name in keyof SponsorLimits]?: bigint | undefined },
  chainId: number,
): SponsorLimits {
  const names = Object.keys(localLimits) as (keyof SponsorLimits)[];
  const isLocal = chainId === LOCAL_CHAIN_ID;
  const missing = isLocal ? [] : names.filter((name) => given[name] === undefined);
  if (missing.length > 0) {
    const allowed = `set it: only chain ${LOCAL_CHAIN_ID} has a default`;
    throw new EnvironmentError(missing.map((name) => describeVariable(name, {}, allowed)).join("\n"));
  }
  const entries = names.map((name) => [name, given[name] ?? localLimits[name]]);
  const limits = Object.fromEntries(entries) as SponsorLimits;
  // On the local chain a test may need a budget that is too small for anything.
  if (!isLocal) requireOrder(limits);
  return limits;
}

/** The first is a part of the second. If it were larger it would never be reached, so somebody must have mixed them up. */
const order: readonly (readonly [part: keyof SponsorLimits, whole: keyof SponsorLimits])[] = [
  ["SPONSOR_SESSION_WEI", "SPONSOR_ACCOUNT_DAY_WEI"],
  ["SPONSOR_OPERATION_WEI", "SPONSOR_OPERATIONS_DAY_WEI"],
  ["SPONSOR_OPERATIONS_DAY_WEI", "SPONSOR_ACCOUNT_DAY_WEI"],
  ["SPONSOR_ACCOUNT_DAY_WEI", "SPONSOR_RANGE_DAY_WEI"],
  ["SPONSOR_RANGE_DAY_WEI", "SPONSOR_DAY_WEI"],
  ["SPONSOR_MAX_PRIORITY_FEE_PER_GAS", "SPONSOR_MAX_FEE_PER_GAS"],
];

function requireOrder(limits: SponsorLimits): void {
  const lines = order
    .filter(([part, whole]) => limits[part] > limits[whole])
    .map(([part, whole]) =>
      describeVariable(part, { [part]: `${limits[part]}` }, `at most ${limits[whole]}, which is ${whole}`),
    );
  if (lines.length > 0) throw new EnvironmentError(lines.join("\n"));
}
