import type { Failure } from "./failure";
import { describeError, log } from "./log";

/** Limits for text from callers: every character may take two bytes in the log, and a whole line stays below 2 kB. */
const MOST = { message: 200, word: 120, cause: 400 };

/**
 * Writes one line for everything that one HTTP request was refused for, however many calls it contained: a refused caller must
 * not be able to fill the disk.
 * @param door Where.
 * @param failures At least one.
 */
export function logRefusals(door: string, failures: readonly Failure[]): void {
  const worst = failures.find(({ httpStatus }) => httpStatus >= 500) ?? failures[0];
  if (!worst) return;
  const { code, httpStatus, message, data, cause } = worst;
  const counts = new Map<number, number>();
  for (const failure of failures) counts.set(failure.code, (counts.get(failure.code) ?? 0) + 1);
  log[httpStatus >= 500 ? "error" : "warn"](
    {
      ...{ door, code, part: data.part, retryAt: data.retryAt },
      ...(failures.length > 1 && { refused: failures.length, codes: Object.fromEntries(counts) }),
      ...(data.seen !== undefined && { seen: cut(data.seen, MOST.word) }),
      ...(data.allowed !== undefined && { allowed: cut(data.allowed, MOST.word) }),
      ...(cause !== undefined && { cause: cut(inOneLine(cause), MOST.cause) }),
    },
    cut(message, MOST.message),
  );
}

function inOneLine(cause: unknown): string {
  const lines: string[] = [];
  for (let at: ReturnType<typeof describeError> | undefined = describeError(cause); at; at = at.cause) {
    lines.push(`${at.name}: ${at.message}`);
  }
  return lines.join(" <- ");
}

/** Printable ASCII only: any other character may take six bytes in JSON. */
function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[^\x20-\x7e]/g, "?");
}
