import { z } from "zod";

/** Usually `process.env`. */
export type Source = Readonly<Record<string, string | undefined>>;

/** The environment is wrong: names each variable, its value (except secrets) and what is allowed. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

/** A URL with one of these protocols. */
export const url = (...protocols: string[]) =>
  z
    .string({ error: `a URL that starts with ${protocols.join(" or ")}` })
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      error: `a URL that starts with ${protocols.join(" or ")}`,
    });

/** Host names separated by commas, as browsers write them: lowercase, no port. */
export const hostNames = z
  .string()
  .transform((text) => text.split(",").map((entry) => entry.trim().toLowerCase()))
  .refine(
    (names) => names.every((name) => URL.canParse(`http://${name}`) && new URL(`http://${name}`).hostname === name),
    {
      error: "host names separated by commas, without scheme and port",
    },
  );

/** A private key; never shown in an error. */
export const privateKey = z
  .string({ error: "a private key: 0x and 64 hexadecimal digits" })
  .regex(/^0x[0-9a-fA-F]{64}$/, { error: "a private key: 0x and 64 hexadecimal digits" })
  .transform((text) => text as `0x${string}`);

/** A whole number in a range, both ends inclusive. */
export const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: `a whole number from ${min} to ${max}` })
    .int({ error: `a whole number from ${min} to ${max}` })
    .min(min, { error: `a whole number from ${min} to ${max}` })
    .max(max, { error: `a whole number from ${min} to ${max}` });

/** An amount of wei as decimal text. */
export const wei = z
  .string()
  .regex(/^[0-9]{1,28}$/, { error: "a whole number of wei, at most 28 digits" })
  .transform((text) => BigInt(text));

/** A shell or a compose file leaves an empty variable for "not set". */
export function withoutEmpty(source: Source): Source {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
}

/**
 * What is wrong with an environment, one line for each variable.
 * @param error From zod, about an object whose keys are variables.
 * @param given What was parsed.
 * @returns The lines.
 */
export function describeIssues(error: z.ZodError, given: Source): string {
  return error.issues.map((issue) => describeVariable(String(issue.path[0]), given, issue.message)).join("\n");
}

/**
 * What is wrong with one variable.
 * @param name Of the variable.
 * @param given What was set.
 * @param allowed What is allowed.
 * @returns One line, without values that may be secret.
 */
export function describeVariable(name: string, given: Source, allowed: string): string {
  const secret = /KEY|URL|SECRET|TOKEN/.test(name);
  const seen = given[name] === undefined ? "nothing" : secret ? "a value that is not shown" : `"${given[name]}"`;
  return `${name}: seen ${seen}; allowed: ${allowed}`;
}
