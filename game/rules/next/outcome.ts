import type { Reason } from "../types";
import type { Refusal } from "./types";

export function refuse(reason: Reason, seen: Refusal["seen"], text: string): Refusal {
  return { ok: false, reason, seen, text };
}
