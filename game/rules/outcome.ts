import type { Reason, World } from "./types";

/** The rules refuse: the contract would revert with the error named `reason`; `text` tells the player. */
export type Refusal = { ok: false; reason: Reason; text: string };

export type Outcome = { ok: true; world: World } | Refusal;

export function refuse(reason: Reason, text: string): Refusal {
  return { ok: false, reason, text };
}
