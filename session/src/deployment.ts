import { type Address, isAddress } from "viem";
import { InvalidInputError } from "./errors/errors.ts";

/**
 * Addresses of the session contracts of one world, as returned by `deploySessionContracts` and written by `hourglass-session
 * deploy`. A product may add its own addresses.
 */
export type SessionDeployment = {
  chainId: number;
  /** Name of the deployer's product, which owners see in the domain of everything that they sign. */
  name: string;
  /** Default: the canonical EntryPoint v0.8. */
  entryPoint?: Address | undefined;
  sessionValidator: Address;
  p256Verifier: Address;
  playerAccountFactory: Address;
  /** The implementation that accounts delegate to. */
  playerAccountImplementation: Address;
  /** For passkeys as owners. */
  webAuthnVerifier?: Address | undefined;
  /** Absent: accounts pay for themselves. */
  sessionPaymaster?: Address | undefined;
  /** First block in which the contracts exist. */
  startBlock: bigint;
};

const REQUIRED = ["sessionValidator", "p256Verifier", "playerAccountFactory", "playerAccountImplementation"] as const;
const OPTIONAL = ["entryPoint", "webAuthnVerifier", "sessionPaymaster"] as const;

/**
 * Reads a deployment from JSON: the output of `hourglass-session deploy`, or an import of that file.
 * @param json Text, or the parsed value. Unknown fields are left out.
 * @returns The deployment.
 * @throws InvalidInputError that says which field is wrong.
 */
export function parseDeployment(json: unknown): SessionDeployment {
  const fields = toFields(json);
  const { chainId, name } = fields;
  if (typeof chainId !== "number" || !Number.isSafeInteger(chainId) || chainId <= 0) throw wrong("chainId", chainId);
  if (typeof name !== "string" || name === "") throw wrong("name", name);
  const addresses = <field extends string>(wanted: readonly field[]) =>
    Object.fromEntries(wanted.map((field) => [field, toAddress(field, fields[field])])) as Record<field, Address>;
  return {
    ...{ chainId, name, ...addresses(REQUIRED) },
    ...addresses(OPTIONAL.filter((field) => fields[field] !== undefined)),
    startBlock: toBlock(fields.startBlock),
  };
}

/**
 * Writes a deployment as JSON, for {@link parseDeployment} and for other programs.
 * @param deployment The result of `deploySessionContracts`.
 * @returns JSON with a line for each field.
 */
export function serializeDeployment(deployment: SessionDeployment): string {
  return `${JSON.stringify({ ...deployment, startBlock: Number(deployment.startBlock) }, null, 2)}\n`;
}

function toFields(json: unknown): Readonly<Record<string, unknown>> {
  const value = typeof json === "string" ? parse(json) : json;
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong("deployment", value);
  return value as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError("This deployment is not JSON.", { cause });
  }
}

function toAddress(field: string, value: unknown): Address {
  if (typeof value !== "string" || !isAddress(value, { strict: false })) throw wrong(field, value);
  return value;
}

/** Scripts write a number; forge writes long numbers as text. */
function toBlock(value: unknown): bigint {
  const isBlock = typeof value === "bigint" || Number.isSafeInteger(value) || /^\d+$/.test(String(value));
  if (!isBlock || Number(value) < 0) throw wrong("startBlock", value);
  return BigInt(value as bigint | number | string);
}

function wrong(field: string, seen: unknown): InvalidInputError {
  const allowed = "the value that the deploy script writes";
  return new InvalidInputError(`This deployment's ${field} is invalid.`, {
    details: `${field}: seen ${String(seen)}, allowed ${allowed}`,
  });
}
