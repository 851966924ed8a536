#!/usr/bin/env node
import { BaseError } from "viem";
import { deploy } from "./deploy.ts";
import { readOptions, USAGE, UsageError } from "./options.ts";

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === undefined) process.stdout.write(USAGE);
  else {
    await deploy(
      options,
      (line) => process.stderr.write(`${line}\n`),
      (json) => process.stdout.write(json),
    );
  }
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${describe(error)}\n`);
}

/** A message for errors that the user can fix, full details for all others. */
function describe(error: unknown): string {
  if (error instanceof UsageError) return `${error.message} See: hourglass-session --help`;
  if (error instanceof BaseError) return [error.shortMessage, error.details].filter(Boolean).join("\n");
  if (error instanceof Error && "shortMessage" in error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
