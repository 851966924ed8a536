import type { NamedText } from "../views";

/** What must not change. Sand and gas in their smallest units. */
export type Standing = { sand: bigint; actionsLeft: number; gasLeftWei: bigint };

/** One attempt, and the chain's own answer to it. */
export type Theft = {
  /** "Send 25 Sand to somebody else" … */
  what: string;
  /** The rule that refused it, as the contract names it. Absent: it was accepted, which would be a fault of the contracts. */
  refusal?: { rule: string; values: readonly NamedText[] };
};

/** A failure is in words: then nothing is known. */
export type TheftOutcome = { report: TheftReport } | { failure: string };

/** What a thief with the live key tried, what the chain said, and what the account had before and after. */
export type TheftReport = { thefts: readonly Theft[]; before: Standing; after: Standing };
