import type { z } from "zod";

import { errorCode } from "@/app/_api/jsonRpc";
import { Failure } from "./failure";

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
export function parseInput<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 5).map((issue) => `${[what, ...issue.path].join(".")}: ${issue.message}`);
  throw new Failure(issues.join("; "), { code: errorCode.invalidParams });
}
