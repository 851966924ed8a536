import type { Reason, Refusal } from "./types";

export function refuse(reason: Reason, seen: Refusal["seen"], text: string): Refusal {
  return { ok: false, reason, seen, text };
}
