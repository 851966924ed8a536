/** When the player is warned before the end, the last one first. */
const warnings = [
  { atSeconds: 60, text: "One minute left." },
  { atSeconds: 300, text: "Less than five minutes left." },
] as const;

/** Earlier marks, only spoken: who sees the clock needs no word. */
const spoken = [...warnings, { atSeconds: 600, text: "Less than 10 minutes left." }] as const;

export type Warning = (typeof spoken)[number];

/** The first of `warnings`: from then on it is time to renew. */
export const SOON_SECONDS = 300;

const find = <Each extends Warning>(list: readonly Each[], seconds: number): Each | undefined =>
  seconds > 0 ? list.find(({ atSeconds }) => seconds <= atSeconds) : undefined;

/**
 * The warning that holds now.
 * @param seconds Left to play; 0 when the session is over or there is none.
 */
export const readWarning = (seconds: number): Warning | undefined => find(warnings, seconds);

/** The same for who hears the page: it changes once per mark, so a live region says it once. */
export const readSpokenWarning = (seconds: number): Warning | undefined => find(spoken, seconds);
