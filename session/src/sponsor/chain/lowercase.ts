import { isAddress } from "viem";

/**
 * The same with all addresses in lowercase, like parsed requests.
 * @param deployment Addresses of a world, and other values beside them.
 */
export function toLowercase<T extends object>(deployment: T): T {
  const entries = Object.entries(deployment).map(([name, value]) => [
    name,
    typeof value === "string" && isAddress(value, { strict: false }) ? value.toLowerCase() : value,
  ]);
  return Object.fromEntries(entries) as T;
}
