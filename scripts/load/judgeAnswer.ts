import type { Expected } from "./bad.ts";

/** An answer of the app, as much of it as is judged. */
export type Answer = { status: number; code?: number | undefined; message?: string | undefined; hasResult: boolean };

/** What became of a bad request: why it was refused, or that it should have been. */
export type Verdict = { isRight: boolean; reason: string };

const RATE_LIMITED = -32005;
const PART_DOWN = -32001;

/**
 * Judges what came back for a bad request.
 * @param isBroken Whether parts of the app are being killed: then no answer, and one that names a part, are right too.
 */
export function judgeAnswer(expected: Expected, answer: Answer | undefined, isBroken: boolean): Verdict {
  if (!answer) return { isRight: isBroken, reason: "no answer" };
  const { status, code, message = "", hasResult } = answer;
  if (status === 429 || code === RATE_LIMITED) return { isRight: true, reason: "too fast" };
  if (isBroken && (code === PART_DOWN || status >= 502)) return { isRight: true, reason: "a part is down" };
  if (expected === "flood") return { isRight: status < 500, reason: "let through" };
  if (expected === "same voucher") return { isRight: hasResult, reason: hasResult ? "same answer" : message };
  if (expected === "refused") return { isRight: code !== undefined && code !== -32603, reason: wordsOf(code, message) };
  return { isRight: status === expected || code === expected, reason: wordsOf(code ?? status, message) };
}

/** Short enough for a table, and equal for what is refused for the same reason. */
function wordsOf(code: number | undefined, message: string): string {
  const entryPointCode = /\bAA\d\d\b/.exec(message)?.[0];
  return `${code ?? "?"} ${entryPointCode ?? message.split(/[:;,.(]/)[0]?.slice(0, 40) ?? ""}`.trim();
}
