import pino from "pino";

import { readLogLevel } from "@/app/_env/server";
import { readRequest } from "./requestTrace";

/** Names of fields that are secret, or let somebody act for somebody else. */
const SECRET = ["privateKey", "signature", "ownerSignature", "paymasterData", "env", "headers", "authorization"];

/** How everything is logged: one JSON object per line. Exported for its test. */
export const logOptions: pino.LoggerOptions = {
  base: { app: "hourglass" },
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => {
    const { id: requestId } = readRequest() ?? {};
    return requestId === undefined ? {} : { requestId };
  },
  serializers: { err: describeError },
  redact: {
    paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*[*].${name}`]),
    censor: "[not logged]",
  },
};

/**
 * Structured log. Request bodies, keys and signatures are never passed to it; the names above are a second safeguard, and
 * URLs are removed from errors, because URLs of hosted nodes contain API keys.
 */
export const log = pino({ level: readLogLevel(), ...logOptions });

type Described = { name: string; message: string; cause?: Described };

/**
 * What the log stores about an error.
 * @param error Anything that was thrown.
 * @param depth How many causes were already followed.
 * @returns Names and messages without URLs, at most four levels deep.
 */
export function describeError(error: unknown, depth = 0): Described {
  if (!(error instanceof Error)) return { name: typeof error, message: withoutUrls(String(error)) };
  const described: Described = { name: error.name, message: withoutUrls(error.message) };
  return error.cause !== undefined && depth < 3
    ? { ...described, cause: describeError(error.cause, depth + 1) }
    : described;
}

function withoutUrls(text: string): string {
  return text.replace(/\b[a-z]+:\/\/[^\s"')]+/gi, "[url]").slice(0, 1000);
}
