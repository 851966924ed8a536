import { RpcFailure, rpcCode } from "./rpcFailure.ts";

/** A slower client would occupy a connection for nothing. */
const PATIENCE_MS = 10_000;

/** A grant is seven levels deep. Endless nesting can be parsed in a loop, but writing it by recursion would fail. */
const MAX_DEPTH = 32;

/**
 * Reads a JSON body without ever holding more bytes than allowed, or waiting longer than allowed.
 * @param request The request.
 * @param maxBytes Largest body, inclusive.
 * @param patienceMs How long the whole body may take.
 * @returns The parsed JSON, unchecked.
 * @throws RpcFailure for a wrong content type (415), a body that is too large (413) or too slow (408), or invalid JSON (400).
 */
export async function readJsonBody(
  request: Request,
  maxBytes: number,
  patienceMs: number = PATIENCE_MS,
): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  // A foreign page's plain form can post any other content type without the browser asking us first.
  if (!/^application\/json(\s*;|$)/i.test(type)) {
    throw new RpcFailure(`Content-Type: seen "${type.slice(0, 60)}"; allowed: application/json`, {
      code: rpcCode.invalidRequest,
      httpStatus: 415,
    });
  }
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes) throw tooLarge(announced, maxBytes);
  const text = await readBounded(request, maxBytes, patienceMs);
  if (depthOf(text) > MAX_DEPTH) {
    throw new RpcFailure(`Body: nested more than ${MAX_DEPTH} deep; allowed: ${MAX_DEPTH}`, { code: rpcCode.parse });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RpcFailure("The body is not JSON; allowed: one JSON value", { code: rpcCode.parse, cause });
  }
}

async function readBounded(request: Request, maxBytes: number, patienceMs: number): Promise<string> {
  if (!request.body) return "";
  const reader = request.body.getReader();
  let isLate = false;
  // Cancelling the reader looks like the end of the body.
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

/** How deep brackets are nested, ignoring those in strings; in one pass, whatever the text. */
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

function tooSlow(patienceMs: number): RpcFailure {
  return new RpcFailure(`Body: incomplete after ${patienceMs / 1000} s; allowed: complete by then`, {
    code: rpcCode.invalidRequest,
    httpStatus: 408,
  });
}

function tooLarge(seen: number, allowed: number): RpcFailure {
  return new RpcFailure(`Body: seen ${seen} bytes or more; allowed: ${allowed}`, {
    code: rpcCode.invalidRequest,
    httpStatus: 413,
  });
}
