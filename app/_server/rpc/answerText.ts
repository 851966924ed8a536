import { errorCode } from "@/app/_api/jsonRpc";
import { Failure } from "../failure";

/** Most bytes that the answers to one HTTP request may have, whether it is one call or a batch. */
export const MAX_ANSWER_BYTES = 1_000_000;

/** What is left of it while the calls of a batch are answered. */
export type Allowance = { left: number };

/** A whole allowance. */
export function createAllowance(bytes: number = MAX_ANSWER_BYTES): Allowance {
  return { left: bytes };
}

/**
 * Reads an answer without ever holding more than allowed: what a contract returns may be a thousand times what was asked.
 * @param response Of the upstream.
 * @param allowance What fits is taken from it; what does not fit takes nothing, and leaves it to the others of its batch.
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
    // Others take from it meanwhile.
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
  return new Failure(`Answer: seen more than ${MAX_ANSWER_BYTES} bytes in all; allowed: that many. Ask for less.`, {
    code: errorCode.answerTooLarge,
    httpStatus: 413,
  });
}
