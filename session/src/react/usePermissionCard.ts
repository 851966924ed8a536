"use client";
import { useMemo } from "react";
import { formatEther } from "viem";
import { describeLimits, fillFormat, type LimitFormat, type PermissionRule } from "../permissions/describe.ts";
import { plainText } from "../permissions/plainText.ts";
import type { CardRequest } from "../sessions/types.ts";
import { describeWorstCase } from "../sessions/worstCase.ts";

/** One limit of the whole session. */
export type CardCap = {
  id: "duration" | "calls" | "spend" | "gas";
  label: string;
  value: string;
  note: string | undefined;
};
/** One contract, and what may be called on it. */
export type CardContract = {
  address: `0x${string}`;
  label: string;
  rules: readonly (PermissionRule & { title: string })[];
};
/** One field that is signed. */
export type CardDetail = { id: string; label: string; value: string };
/** What a card says, in the order in which it belongs on a screen. */
export type CardFacts = {
  caps: readonly CardCap[];
  /** By contract. */
  may: readonly CardContract[];
  never: readonly string[];
  worstCase: readonly string[];
  /** Every other field that is signed, as it is signed. Empty as long as the grant is not made. */
  details: readonly CardDetail[];
  /** How this card writes numbers. */
  format: Required<LimitFormat>;
};
export type CardOptions = {
  locale?: string;
  format?: LimitFormat;
  /** A product's own names of the limits: a game may say "Actions" for calls. */
  labels?: Partial<Record<CardCap["id"], string>>;
};

/**
 * The facts of a card as texts, from the request alone.
 * @param request As `confirm` and `prepare` give it, or `describeGrant` of `/core`.
 * @param options Language of numbers and times, how amounts are written, and what limits are called. All sentences with numbers are
 * written anew from what is signed, so that the card has one way of writing them.
 */
export function usePermissionCard(request: CardRequest, { locale, format, labels }: CardOptions = {}): CardFacts {
  return useMemo(() => readCard(request, { locale, format, labels }), [request, locale, format, labels]);
}

type Options = { [name in keyof CardOptions]: CardOptions[name] | undefined };

/** The same without React. */
export function readCard(request: CardRequest, { locale, format = {}, labels = {} }: Options = {}): CardFacts {
  const { limits, validUntil, paymaster, permissions, never, worstCase } = request;
  const written = fillFormat({ ...inLanguage(locale), ...format });
  const { number, amount, wei } = written;
  return {
    caps: [
      {
        ...{ id: "duration", label: labels.duration ?? "Time", value: durationText(limits.duration, number) },
        note: validUntil === undefined ? undefined : `until ${timeOf(validUntil, locale)}`,
      },
      {
        ...{ id: "calls", label: labels.calls ?? "Calls", value: number(limits.calls) },
        note: "at most; failed ones count too",
      },
      ...(limits.spend > 0n
        ? [{ id: "spend" as const, label: labels.spend ?? "Spends", value: amount(limits.spend), note: "at most" }]
        : []),
      {
        ...{ id: "gas", label: labels.gas ?? "Network fees", value: paymaster ? "You pay nothing" : wei(limits.gas) },
        note: paymaster ? `a sponsor pays, at most ${wei(limits.gas)}` : "at most",
      },
    ],
    may: groupByContract(permissions, written),
    never,
    worstCase: describeWorstCase(worstCase, written),
    details: readDetails(request),
    format: written,
  };
}

/** For the one who checks: numbers as they are signed, in no product's unit. */
function readDetails({ message, limits }: CardRequest): CardDetail[] {
  if (!message) return [];
  const { name, chainId, verifyingContract } = message.domain;
  const { account, sessionKey, paymaster, nonceKey, epoch, validAfter, validUntil } = message.message;
  return [
    { id: "account", label: "Account", value: String(account) },
    { id: "sessionKey", label: "Session key", value: String(sessionKey) },
    { id: "begins", label: "Begins after", value: instantOf(validAfter) },
    { id: "ends", label: "Ends after", value: instantOf(validUntil) },
    { id: "calls", label: "Calls", value: `at most ${limits.calls}` },
    { id: "spend", label: "Counts as spent", value: `at most ${limits.spend}` },
    { id: "gas", label: "Network fees", value: `at most ${limits.gas} wei` },
    { id: "paymaster", label: "Sponsor", value: String(paymaster) },
    { id: "lane", label: "Lane (nonce key)", value: String(nonceKey) },
    { id: "epoch", label: "Epoch", value: String(epoch) },
    { id: "module", label: "Signed for", value: `${plainText(name)}, module ${verifyingContract}, chain ${chainId}` },
  ];
}

/** The last second that a date can have. */
const LAST_SECOND = 8.64e12;
const instantOf = (seconds: unknown) =>
  Number(seconds) <= LAST_SECOND ? new Date(Number(seconds) * 1_000).toISOString() : `second ${seconds}`;

/** How a language writes numbers: whole ones, and the chain's coin with all of its decimals. */
function inLanguage(locale: string | undefined): Pick<Required<LimitFormat>, "number" | "wei"> {
  const { format } = new Intl.NumberFormat(locale, { maximumFractionDigits: 18 });
  return { number: format, wei: (value) => `${format(formatEther(value) as `${number}`)} ETH` };
}

const timeOf = (seconds: number, locale: string | undefined) =>
  new Date(seconds * 1_000).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });

/** "1 hour", "20 minutes", "90 seconds". */
function durationText(seconds: number, number: Required<LimitFormat>["number"]): string {
  const [size, unit] = seconds % 3_600 === 0 ? [3_600, "hour"] : seconds % 60 === 0 ? [60, "minute"] : [1, "second"];
  const count = seconds / Number(size);
  return `${number(count)} ${unit}${count === 1 ? "" : "s"}`;
}

function groupByContract(permissions: readonly PermissionRule[], format: LimitFormat): CardContract[] {
  const groups = new Map<string, CardContract>();
  for (const rule of permissions) {
    const { address, label = `${address.slice(0, 6)}…${address.slice(-4)}`, words, functionSignature } = rule;
    const limits = describeLimits(rule.permission, rule.names, format);
    const row = { ...rule, limits, title: words ?? functionSignature };
    const group = groups.get(address.toLowerCase()) ?? { address, label, rules: [] };
    groups.set(address.toLowerCase(), { ...group, rules: [...group.rules, row] });
  }
  return [...groups.values()];
}
