import type { RefusedError } from "@hourglass/session/core";

/** Whose budget, as the sponsor calls it. */
const budgets: readonly (readonly [called: string, words: string])[] = [
  ["budget of your network", "budget for your network"],
  ["budget of everybody", "budget for all players"],
];

/**
 * What a player reads when a daily budget of the sponsor is used up: whose, and from when it pays again.
 * @param error The sponsor's refusal.
 * @returns Undefined if it refused for another reason.
 */
export function explainBudget({ part, details = "" }: RefusedError): string | undefined {
  const again = part === "sponsor" ? /try again after (\S+?)\.?$/.exec(details)?.[1] : undefined;
  if (again === undefined) return undefined;
  const budget = budgets.find(([called]) => details.includes(called))?.[1] ?? "budget for you";
  // A day's budget: the next one begins within 24 hours, so the time alone says when.
  const time = new Date(again).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `The sponsor’s ${budget} is used up for today. Try again after ${time}.`;
}
