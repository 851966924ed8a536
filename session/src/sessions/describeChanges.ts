import { describeLimits, type LimitFormat, type PermissionRule } from "../permissions/describe.ts";
import type { CardRequest } from "./types.ts";

/** What a renewal asks for differently: lines that come, lines that go, and limits with other numbers. */
export type GrantChanges = {
  added: readonly string[];
  removed: readonly string[];
  limits: readonly { id: "duration" | "calls" | "spend" | "gas" | "paymaster"; before: string; after: string }[];
};

/**
 * Compares what two cards allow. Key, times and lane are new in each grant, and are no difference.
 * @param before What was signed.
 * @param after What is asked for now.
 * @param format How amounts are written.
 * @returns Nothing in any list: the same is asked for again.
 */
export function describeChanges(before: CardRequest, after: CardRequest, format: LimitFormat = {}): GrantChanges {
  const { amount = String, wei = (value: bigint) => `${value} wei`, number = String } = format;
  const [old, now] = [before.permissions, after.permissions].map((rules) => rules.map((rule) => lineOf(rule, format)));
  const [{ limits: was }, { limits: is }] = [before, after];
  const limits = [
    { id: "duration" as const, before: `${was.duration} s`, after: `${is.duration} s` },
    { id: "calls" as const, before: number(was.calls), after: number(is.calls) },
    { id: "spend" as const, before: amount(was.spend), after: amount(is.spend) },
    { id: "gas" as const, before: wei(was.gas), after: wei(is.gas) },
    { id: "paymaster" as const, before: before.paymaster ?? "you", after: after.paymaster ?? "you" },
  ];
  return {
    added: without(now ?? [], old ?? []),
    removed: without(old ?? [], now ?? []),
    limits: limits.filter((each) => each.before.toLowerCase() !== each.after.toLowerCase()),
  };
}

/** One rule with all its limits, as it is read. */
function lineOf({ address, words, functionSignature, permission, names }: PermissionRule, format: LimitFormat): string {
  const limits = describeLimits(permission, names, format);
  const what = words === undefined ? functionSignature : `${words}, ${functionSignature}`;
  return `${what} of ${address.toLowerCase()}${limits.length > 0 ? `: ${limits.join("; ")}` : ""}`;
}

/** What is in the one list and not in the other, each as often as it is too many. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return lines.filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
