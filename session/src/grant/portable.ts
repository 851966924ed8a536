import type { Address, Hex } from "viem";
import { isAddress, numberToHex } from "viem";
import { InvalidGrantError } from "../errors/inputErrors.ts";
import type { FactoryArgs } from "../operation/calls.ts";
import type { Grant, Permission } from "./grantTypes.ts";
import { address, bytes, count, object, type Read, UnreadableError } from "./readers.ts";
import { grantReader, permissionsReader } from "./readGrant.ts";

/** A signed grant for somebody else's key, with everything that the holder of the key needs. */
export type PortableGrant = {
  chainId: number;
  validator: Address;
  grant: Grant;
  ownerSignature: Hex;
  /** How the account is deployed. */
  factory: FactoryArgs;
};

/** As it is written, unlike the sponsor's form, which is lowercase. */
const written: Read<Address> = (value, at) => {
  address(value, at);
  if (!isAddress(String(value))) throw new UnreadableError(value, at, "an address whose checksum is right");
  return value as Address;
};
const readPortable = object({
  ...{ chainId: count(Number.MAX_SAFE_INTEGER), validator: written },
  ...{ grant: grantReader(written), ownerSignature: bytes() },
  factory: object({ factory: written, factoryData: bytes() }),
});
const readPermissions = permissionsReader(written);

/**
 * A grant as JSON. It holds no secret: without the key nobody can use it.
 * @param portable As returned by `Sessions.grant`.
 */
export function serializeGrant(portable: PortableGrant): string {
  return JSON.stringify(portable, (_, value: unknown) => (typeof value === "bigint" ? numberToHex(value) : value));
}

/**
 * Reads a grant from JSON.
 * @param json As written by {@link serializeGrant}, from any source.
 * @returns The grant. Only the chain can tell whether the owner really signed it.
 * @throws InvalidGrantError naming the field.
 */
export function parseGrant(json: string): PortableGrant {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new InvalidGrantError("json", "not JSON");
  }
  return readOrRefuse(readPortable, value, "json");
}

/**
 * Reads permissions from JSON whose numbers are hex text.
 * @throws InvalidGrantError
 */
export function requirePermissions(plain: unknown): Permission[] {
  return readOrRefuse(readPermissions, plain, "permissions");
}

function readOrRefuse<value>(read: Read<value>, given: unknown, at: string): value {
  try {
    return read(given, at);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const field = error.at.replace(/^json\.(?=.)/, "");
    throw new InvalidGrantError(field, error.message.slice(error.at.length + 2));
  }
}
