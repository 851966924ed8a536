import pino from "pino";

import { readLogLevel } from "@/app/_env/server";

/**
 * Structured log. Request bodies, keys and signatures are never passed to it; the paths below are a second fence, and
 * errors lose the URLs in their text, because those of hosted nodes hold API keys.
 */
export const log = pino({
  level: readLogLevel(),
  base: { app: "hourglass" },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
  redact: {
    paths: ["*.privateKey", "*.signature", "*.ownerSignature", "*.env", "*.headers"],
    censor: "[not logged]",
  },
});

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
