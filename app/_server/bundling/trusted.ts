import { recoverAddress, size, slice } from "viem";

import type { BundlingWorld } from "./policy";
import type { AskedSigner } from "./signers";

/** The prefix of the address to which an EOA has delegated its code (EIP-7702). */
const DELEGATION = "0xef0100";

/**
 * Whether a signature can be verified without unknown code (contracts/src/session/SignerCheck.sol has the order).
 * @param world See {@link BundlingWorld}.
 * @param signer Who is asked, and what.
 * @returns Whether it can. A key that did not sign counts as trusted: the bundler will find that out.
 * @throws When the chain does not answer.
 */
export async function isTrusted(
  { chain, policy }: BundlingWorld,
  { what, signer, signed }: AskedSigner,
): Promise<boolean> {
  if (what === "policy") return policy.policies.has(signer.toLowerCase());
  if (size(signer) < 20) return true;
  const address = slice(signer, 0, 20).toLowerCase() as `0x${string}`;
  if (size(signer) > 20) return policy.signers.has(address);
  // For an address, the module accepts only a key's signature.
  if (!signed || policy.signers.has(address)) return true;
  const recovered = await recoverAddress({ hash: signed.digest, signature: signed.signature }).catch(() => undefined);
  if (recovered?.toLowerCase() === address) return true;
  const code = await chain.getCode({ address });
  if (code === undefined) return true;
  return code.startsWith(DELEGATION) && policy.signers.has(`0x${code.slice(DELEGATION.length)}`);
}
