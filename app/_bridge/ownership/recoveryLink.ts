import type { Address, Hex } from "viem";
import * as z from "zod/mini";
import { address, hash, hex } from "@/app/_api/primitives";

/** A request for another owner on its way from guardian to guardian. It holds signatures for this one change, and no key. */
export type RecoveryRequest = {
  account: Address;
  /** The change that was signed for: after any other one the request is void. */
  change: Hex;
  /** The next owner, and their signature. ERC-7913. */
  owner: Hex;
  proof: Hex;
  /** By guardian, in lowercase. */
  signatures: Readonly<Record<Hex, Hex>>;
};

/** As long as the signatures of ten passkeys. */
const MAX_LENGTH = 20_000;

const request = z.strictObject({
  ...{ account: address, change: hash, owner: hex(), proof: hex() },
  signatures: z.record(hex(), hex()),
});

/**
 * The link that takes a request to the next guardian. What it holds is behind the `#`, so no server sees it.
 * @param asked The request.
 * @returns The link from the site's root on.
 */
export function toRecoveryPath(asked: RecoveryRequest): string {
  const text = btoa(JSON.stringify(asked)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `/account?recover=${asked.account}#${text}`;
}

/**
 * Reads the part of a link behind the `#`.
 * @param fragment With or without the `#`.
 * @param account Whose account the page is about.
 * @returns Undefined if it holds no request for this account.
 */
export function readRecoveryLink(fragment: string, account: Address): RecoveryRequest | undefined {
  const text = fragment.replace(/^#/, "");
  if (text === "" || text.length > MAX_LENGTH) return undefined;
  try {
    const read = request.safeParse(JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "/"))));
    return read.success && read.data.account === account.toLowerCase() ? read.data : undefined;
  } catch {
    return undefined;
  }
}
