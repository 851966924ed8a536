import pino from "pino";

import { readLogLevel } from "@/app/_env/server";

/** Names of what is secret, or lets somebody act for somebody. */
const SECRET = ["privateKey", "signature", "ownerSignature", "paymasterData", "env", "headers", "authorization"];

/** How everything is logged: one JSON object a line. Exported for its test. */
export const logOptions: pino.LoggerOptions = {
  base: { app: "hourglass" },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
  redact: {
    paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*[*].${name}`]),
    censor: "[not logged]",
  },
};

/**
 * Structured log. Request bodies, keys and signatures are never passed to it; the names above are a second fence, and
 * errors lose the URLs in their text, because those of hosted nodes hold API keys.
 */
export const log = pino({ level: readLogLevel(), ...logOptions });

type Described = { name: string; message: string; cause?: Described };

/**
 * What the log keeps of an error.
 * @param error Anything that was thrown.
 * @param depth How many causes were followed already.
 * @returns Names and messages without URLs, at most four deep.
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
