import { errorCode } from "@/app/_api/jsonRpc";
import { Failure } from "../failure";

/** Most bytes of all answers to one HTTP request, whether it is one call or a batch. */
export const MAX_ANSWER_BYTES = 1_000_000;

/** What is left of it while the calls of a batch are answered. */
export type Allowance = { left: number };

/** A full allowance. */
export function createAllowance(bytes: number = MAX_ANSWER_BYTES): Allowance {
  return { left: bytes };
}

/**
 * Reads an answer without ever holding more than allowed: a contract may return a thousand times what the request had.
 * @param response From the upstream.
 * @param allowance An answer that fits is taken from it; one that does not fit takes nothing, and leaves it to the rest of the
 * batch.
 * @returns The text.
 * @throws Failure (answer too large).
 */
export async function readText(response: Response, allowance: Allowance): Promise<string> {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { value, done } = await reader.read();
    bytes += value?.byteLength ?? 0;
    // Other calls take from it meanwhile.
    if (bytes > allowance.left) {
      reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    if (!done) text += decoder.decode(value, { stream: true });
    else {
      allowance.left -= bytes;
      return text + decoder.decode();
    }
  }
}

function tooLarge(): Failure {
  return new Failure(`Answer: seen more than ${MAX_ANSWER_BYTES} bytes in total; allowed: that many. Request less.`, {
    code: errorCode.answerTooLarge,
    httpStatus: 413,
  });
}
