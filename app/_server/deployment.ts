import { readFile, stat } from "node:fs/promises";
import { z } from "zod";

import { type Deployment, deployment } from "@/app/_api/config";
import { readServerEnv } from "@/app/_env/server";
import { Failure } from "./failure";

let cached: { file: string; modifiedMs: number; value: Deployment } | undefined;

/**
 * Reads the addresses of this world. The file is parsed again when it changes, so that a new deployment needs no restart.
 * @param file Path; default `DEPLOYMENT_FILE`.
 * @param chainId The chain it must be for; default `CHAIN_ID`.
 * @returns The parsed deployment, addresses in lowercase.
 * @throws Failure that names the file and what is wrong with it.
 */
export async function readDeployment(
  file: string = readServerEnv().DEPLOYMENT_FILE,
  chainId: number = readServerEnv().CHAIN_ID,
): Promise<Deployment> {
  const modifiedMs = await stat(file).then(
    (info) => info.mtimeMs,
    (cause) => {
      throw wrong(`DEPLOYMENT_FILE: no file at "${file}"; allowed: the JSON file written by the deploy script`, cause);
    },
  );
  if (cached?.file === file && cached.modifiedMs === modifiedMs) return cached.value;
  const value = parseDeployment(await readFile(file, "utf8"), chainId);
  cached = { file, modifiedMs, value };
  return value;
}

/**
 * Parses a deployment.
 * @param text JSON.
 * @param chainId The chain it must be for.
 * @returns The deployment.
 * @throws Failure that says what was seen and what is allowed.
 */
export function parseDeployment(text: string, chainId: number): Deployment {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw wrong("DEPLOYMENT_FILE: seen text that is not JSON; allowed: what the deploy script writes", cause);
  }
  // Its game stands at the same name and has other functions.
  if (typeof json === "object" && json !== null && "seed" in json) {
    throw wrong("DEPLOYMENT_FILE: seen a seed, as a world of the first game has; allowed: a new deployment", undefined);
  }
  const parsed = deployment.safeParse(json);
  if (!parsed.success) throw wrong(`DEPLOYMENT_FILE: ${z.prettifyError(parsed.error)}`, parsed.error);
  if (parsed.data.chainId !== chainId) {
    throw wrong(
      `DEPLOYMENT_FILE: seen chainId ${parsed.data.chainId}; allowed: ${chainId}, as CHAIN_ID says`,
      undefined,
    );
  }
  return parsed.data;
}

function wrong(message: string, cause: unknown): Failure {
  return new Failure(message, { code: -32603, httpStatus: 500, cause });
}
