import type { Address, Hex, PublicClient } from "viem";
import { concat, encodeFunctionData, hexToBytes, pad, parseAbi, recoverAddress, size, slice } from "viem";
import { toUnavailableOrRefused } from "../../errors/decodeFailure.ts";
import { UnavailableError } from "../../errors/errors.ts";
import { haltOf } from "../../errors/halt.ts";
import { isCanonicalSignature } from "../../owners/ownerSignature.ts";

/** Half of the order of P-256's group: the verifier on chain refuses a larger s, so that each signature has one form. */
const P256_HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;

const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;

/** ERC-1271 and ERC-7913, as in the standards. */
const verifierAbi = parseAbi([
  "function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)",
  "function verify(bytes key, bytes32 hash, bytes signature) view returns (bytes4)",
]);
const ERC1271_MAGIC = "0x1626ba7e";
const ERC7913_MAGIC = "0x024ad318";

export type SignerWorld = {
  chain: PublicClient;
  p256Verifier: Address;
  webAuthnVerifier?: Address | undefined;
};

/** The requester may have written the contract that is asked; validation also has less gas than this. */
const MAX_ASKING_GAS = 2_000_000n;

/**
 * Whether an owner, given as an ERC-7913 signer, signed a digest. The answer is the same as the chain's, and is computed here if
 * possible.
 * @param world Client of the chain and the verifiers that this deployment knows.
 * @param signer 20 bytes of an address, or verifier || key.
 * @param digest What was signed.
 * @param signature The signature.
 * @returns True if it did. An unknown verifier is never asked.
 * @throws If a contract must be asked and the chain does not answer.
 */
export async function isSignedBy(world: SignerWorld, signer: Hex, digest: Hex, signature: Hex): Promise<boolean> {
  if (size(signer) !== 20) return isSignedByKey(world, signer, digest, signature);
  return (
    (await isSignedByAddress(signer, digest, signature)) || isSignedByContract(world.chain, signer, digest, signature)
  );
}

/**
 * The same for a session key: a contract address counts as no signer, because validation never asks it.
 * @param world As for {@link isSignedBy}.
 * @param signer 20 bytes of an address, or verifier || key.
 * @param digest What was signed.
 * @param signature The signature.
 * @returns True if it did.
 * @throws If a verifier must be asked and the chain does not answer.
 */
export async function isSignedByKey(world: SignerWorld, signer: Hex, digest: Hex, signature: Hex): Promise<boolean> {
  if (size(signer) === 20) return isSignedByAddress(signer, digest, signature);
  if (size(signer) < 20) return false;
  const verifier = slice(signer, 0, 20).toLowerCase();
  if (verifier === world.p256Verifier) return isSignedByP256(slice(signer, 20), digest, signature);
  if (world.webAuthnVerifier === undefined || verifier !== world.webAuthnVerifier) return false;
  const args = [slice(signer, 20), digest, signature] as const;
  const data = encodeFunctionData({ abi: verifierAbi, functionName: "verify", args });
  return isAnswered(world.chain, world.webAuthnVerifier, data, ERC7913_MAGIC);
}

async function isSignedByAddress(signer: Address, digest: Hex, signature: Hex): Promise<boolean> {
  // viem recovers from forms that the chain refuses: v 0 or 1, high s.
  if (!isCanonicalSignature(signature)) return false;
  const recovered = await recoverAddress({ hash: digest, signature }).catch(() => undefined);
  return recovered?.toLowerCase() === signer.toLowerCase();
}

async function isSignedByContract(chain: PublicClient, signer: Address, digest: Hex, signature: Hex): Promise<boolean> {
  // An address without code is a key, and the key did not sign.
  if ((await chain.getCode({ address: signer })) === undefined) return false;
  const data = encodeFunctionData({ abi: verifierAbi, functionName: "isValidSignature", args: [digest, signature] });
  return isAnswered(chain, signer, data, ERC1271_MAGIC);
}

/** A contract that reverts or answers anything else does not accept. Only a chain that does not answer is an outage. */
async function isAnswered(chain: PublicClient, to: Address, data: Hex, magic: Hex): Promise<boolean> {
  try {
    const { data: answer = "0x" } = await chain.call({ to, data, gas: MAX_ASKING_GAS });
    // The whole first word, as OpenZeppelin's SignatureChecker compares it.
    return size(answer) >= 32 && slice(answer, 0, 32) === pad(magic, { size: 32, dir: "right" });
  } catch (error) {
    // A contract that halts does not accept either, and the chain is not down.
    if (!haltOf(error) && toUnavailableOrRefused("rpc", error) instanceof UnavailableError) throw error;
    return false;
  }
}

/**
 * Verifies a WebCrypto signature, like P256Sha256Verifier.
 * @param key x (32) || y (32).
 * @param digest The 32 bytes that were passed to WebCrypto, which hashed them.
 * @param signature r (32) || s (32), low s.
 * @returns True when it is valid; false for anything malformed.
 */
async function isSignedByP256(key: Hex, digest: Hex, signature: Hex): Promise<boolean> {
  if (size(key) !== 64 || size(signature) !== 64) return false;
  if (BigInt(slice(signature, 32)) > P256_HALF_ORDER) return false;
  const toBytes = (bytes: Hex) => hexToBytes(bytes) as Uint8Array<ArrayBuffer>;
  try {
    // Uncompressed point as in SEC 1.
    const point = toBytes(concat(["0x04", key]));
    const publicKey = await crypto.subtle.importKey("raw", point, CURVE, false, ["verify"]);
    return await crypto.subtle.verify(
      { name: "ECDSA", hash: "SHA-256" },
      publicKey,
      toBytes(signature),
      toBytes(digest),
    );
  } catch {
    // A point that is not on the curve: WebCrypto throws, the chain refuses.
    return false;
  }
}
