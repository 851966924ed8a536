import type { Address } from "viem";
import type { Permission } from "../grant/grantTypes.ts";
import { fillFormat, type LimitFormat, type PermissionRule } from "../permissions/describe.ts";

const PERIOD_SECONDS = { hour: 3_600, day: 86_400, week: 604_800 } as const;

/** The most that whoever steals a session key could do, as numbers. */
export type WorstCase = {
  /** Calls of the functions that are listed, each within its limits. */
  calls: number;
  /** In amounts that count as spent, in their smallest unit. */
  spend: bigint;
  /** Arguments with a limit of their own, in their smallest unit. */
  amounts: readonly { functionSignature: string; name: string; max: bigint }[];
  /** Wei of the chain's coin, sent along with calls. */
  value: bigint;
  /** Wei of the chain's coin, paid by the account for network fees. */
  fees: bigint;
  /** What a product's calls use up besides, as it counts it. */
  uses: readonly { what: string; max: bigint }[];
};

/** Limits of a whole session: numbers, wei and seconds. */
type Limits = { calls: number; spend: bigint; gas: bigint; duration: number };

/** What there is to lose now. What is left out is not known, and then the limits alone decide. */
export type Holdings = {
  /** What the account could spend, in the unit of `limits.spend`. */
  spend?: bigint;
  /** Wei. */
  value?: bigint;
  /** A product's port: what else its calls can use up, how much of it there is, and the most that one call can take. */
  uses?: readonly { what: string; held: bigint; perCall?: bigint }[];
};

/**
 * The most that whoever steals a session key could do. A limit holds, and so does what is there: nobody takes more than the lesser.
 * @param limits Of the whole session; of one that runs, what is left of them.
 * @param paymaster Who pays the fees; undefined: the account.
 * @param rules The permissions in words: they name the arguments.
 * @param holdings What the account holds.
 */
export function worstCaseOf(
  { calls, spend, gas, duration }: Limits,
  paymaster: Address | undefined,
  rules: readonly PermissionRule[],
  holdings: Holdings = {},
): WorstCase {
  const times = ({ permission }: PermissionRule) => BigInt(countWindows(permission, duration));
  const amounts = rules.flatMap((rule) =>
    rule.permission.limits.flatMap(({ counted, max }) => {
      if (counted === "calls" || counted === "value") return [];
      const { functionSignature, names } = rule;
      return [{ functionSignature, name: names.get(counted) ?? `argument ${counted}`, max: max * times(rule) }];
    }),
  );
  const value = rules.reduce((sum, rule) => {
    const max = rule.permission.limits.find(({ counted }) => counted === "value")?.max ?? 0n;
    return sum + max * times(rule);
  }, 0n);
  return {
    ...{ calls, amounts },
    spend: lesser(spend, holdings.spend),
    value: lesser(value, holdings.value),
    fees: paymaster ? 0n : lesser(gas, holdings.value),
    uses: (holdings.uses ?? []).map(({ what, held, perCall }) => ({
      ...{ what, max: lesser(held, perCall === undefined ? undefined : perCall * BigInt(calls)) },
    })),
  };
}

/**
 * The same in sentences.
 * @param worst As numbers.
 * @param format How numbers are written.
 */
export function describeWorstCase(worst: WorstCase, format: LimitFormat = {}): string[] {
  const { calls, spend, amounts, value, fees, uses } = worst;
  const { number, amount, wei } = fillFormat(format);
  return [
    `At most ${number(calls)} calls of the functions listed here, each within its limits`,
    ...(spend > 0n ? [`At most ${amount(spend)} in total in amounts that count as spent`] : []),
    ...amounts.map(
      ({ functionSignature, name, max }) => `At most ${amount(max)} in total as ${name} of ${functionSignature}`,
    ),
    ...uses.map(({ what, max }) => `At most ${number(max)} ${what} used up`),
    value > 0n ? `At most ${wei(value)} of the chain's coin sent` : "None of the chain's coin sent",
    fees > 0n ? `At most ${wei(fees)} of the chain's coin for network fees` : "You pay no network fees",
  ];
}

const lesser = (limit: bigint, held: bigint | undefined) => (held !== undefined && held < limit ? held : limit);

/** How often a limit can restart during the session, whenever it begins. */
function countWindows({ period }: Permission, duration: number): number {
  if (period === "" || period === "session") return 1;
  return Math.ceil(duration / PERIOD_SECONDS[period]) + 1;
}
