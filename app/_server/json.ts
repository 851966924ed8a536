import * as z from "zod/mini";

import { errorCode } from "@/app/_api/jsonRpc";
import { Failure } from "./failure";

// The schemas of app/_api have no words of their own for what they refuse; without these every refusal would read "Invalid input".
z.config(z.locales.en());

/**
 * Answers with JSON; a bigint becomes decimal text.
 * @param value What to send.
 * @param init Status and headers.
 * @returns The response, never cached.
 */
export function json(value: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set("content-type", "application/json");
  headers.set("cache-control", "no-store");
  return new Response(stringify(value), { ...init, headers });
}

/**
 * JSON text; a bigint becomes decimal text.
 * @param value Anything that JSON can hold, and bigints.
 * @returns The text.
 */
export function stringify(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => (typeof entry === "bigint" ? entry.toString() : entry));
}

/**
 * Parses an input value.
 * @param schema What is allowed.
 * @param value The input.
 * @param what Its name, for the message.
 * @returns The parsed value.
 * @throws Failure (invalid params) that says what was seen and what is allowed.
 */
export function parseInput<T extends z.core.$ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 5).map((issue) => `${[what, ...issue.path].join(".")}: ${issue.message}`);
  throw new Failure(issues.join("; "), { code: errorCode.invalidParams });
}
