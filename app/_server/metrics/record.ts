import { errorCode } from "@/app/_api/jsonRpc";
import { readRegistry } from "./counted";

const names = new Map<number, string>(Object.entries(errorCode).map(([name, code]) => [code, name]));

/**
 * Counts a call that was answered with an error: the calls of a batch are not counted separately among the requests.
 * @param door Where.
 * @param code Of the error.
 */
export function countRefusedCall(door: string, code: number): void {
  const reason = names.get(code) ?? "internal";
  readRegistry().count("hourglass_refused_calls_total", "JSON-RPC calls answered with an error, by reason.", {
    door,
    reason,
  });
}

/** Counts a voucher that was given, including repeated ones. */
export function countGivenVoucher(): void {
  readRegistry().count("hourglass_vouchers_given_total", "Vouchers that the sponsor gave.", {});
}

/**
 * Counts a refused voucher.
 * @param reason Which part of the request, or which budget: a word of this code, never from the request.
 */
export function countRefusedVoucher(reason: string): void {
  readRegistry().count("hourglass_vouchers_refused_total", "Vouchers that the sponsor refused, by reason.", { reason });
}

/**
 * Counts the outcome of a relayed revocation.
 * @param outcome `sent`, `done` (already revoked), `refused` or `failed`.
 */
export function countRevocation(outcome: "sent" | "done" | "refused" | "failed"): void {
  readRegistry().count("hourglass_revocations_total", "Revocations asked of the relay, by outcome.", { outcome });
}
