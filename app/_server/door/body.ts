import { errorCode } from "@/app/_api/jsonRpc";
import { Failure } from "../failure";

/** Whoever sends more slowly holds a connection for nothing. */
const PATIENCE_MS = 10_000;

/** A grant is seven deep. What is nested without end is read in a loop and written again by recursion, which then fails. */
const MAX_DEPTH = 32;

/**
 * Reads a JSON body without ever holding more than allowed, or waiting for longer.
 * @param request The request.
 * @param maxBytes Largest body, inclusive.
 * @param patienceMs How long the whole body may take.
 * @returns The parsed JSON, unchecked.
 * @throws Failure for a wrong content type (415), a body that is too large (413) or too slow (408), or no JSON (400).
 */
export async function readJsonBody(
  request: Request,
  maxBytes: number,
  patienceMs: number = PATIENCE_MS,
): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  // Anything but JSON can be posted by a plain form of a foreign page without the browser asking us first.
  if (!/^application\/json(\s*;|$)/i.test(type)) {
    throw new Failure(`Content-Type: seen "${type.slice(0, 60)}"; allowed: application/json`, {
      code: errorCode.invalidRequest,
      httpStatus: 415,
    });
  }
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes) throw tooLarge(announced, maxBytes);
  const text = await readBounded(request, maxBytes, patienceMs);
  if (depthOf(text) > MAX_DEPTH) {
    throw new Failure(`Body: nested more than ${MAX_DEPTH} deep; allowed: ${MAX_DEPTH}`, { code: errorCode.parse });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure("The body is no JSON; allowed: one JSON value", { code: errorCode.parse, cause });
  }
}

async function readBounded(request: Request, maxBytes: number, patienceMs: number): Promise<string> {
  if (!request.body) return "";
  const reader = request.body.getReader();
  let isLate = false;
  // A cancelled reader says that the body has ended.
  const timer = setTimeout(() => {
    isLate = true;
    reader.cancel().catch(() => undefined);
  }, patienceMs);
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (isLate) throw tooSlow(patienceMs);
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > maxBytes) throw tooLarge(bytes, maxBytes);
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** How deep brackets are nested, those in texts excepted; in one pass, whatever the text. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index];
    if (isInText && sign === "\\") index++;
    else if (sign === '"') isInText = !isInText;
    else if (isInText) continue;
    else if (sign === "[" || sign === "{") deepest = Math.max(deepest, ++depth);
    else if (sign === "]" || sign === "}") depth--;
  }
  return deepest;
}

function tooSlow(patienceMs: number): Failure {
  return new Failure(`Body: not there after ${patienceMs / 1000} s; allowed: all of it by then`, {
    code: errorCode.invalidRequest,
    httpStatus: 408,
  });
}

function tooLarge(seen: number, allowed: number): Failure {
  return new Failure(`Body: seen ${seen} bytes or more; allowed: ${allowed}`, {
    code: errorCode.invalidRequest,
    httpStatus: 413,
  });
}
