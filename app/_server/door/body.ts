import { errorCode } from "@/app/_api/jsonRpc";
import { Failure } from "../failure";

/**
 * Reads a JSON body without ever holding more than allowed.
 * @param request The request.
 * @param maxBytes Largest body, inclusive.
 * @returns The parsed JSON, unchecked.
 * @throws Failure for a wrong content type (415), a body that is too large (413) or no JSON (400).
 */
export async function readJsonBody(request: Request, maxBytes: number): Promise<unknown> {
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
  const text = await readBounded(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure("The body is no JSON; allowed: one JSON value", { code: errorCode.parse, cause });
  }
}

async function readBounded(request: Request, maxBytes: number): Promise<string> {
  if (!request.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(bytes, maxBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function tooLarge(seen: number, allowed: number): Failure {
  return new Failure(`Body: seen ${seen} bytes or more; allowed: ${allowed}`, {
    code: errorCode.invalidRequest,
    httpStatus: 413,
  });
}
