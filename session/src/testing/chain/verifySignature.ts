import type { Hex } from "viem";
import {
  concat,
  decodeAbiParameters,
  hexToBigInt,
  hexToBytes,
  hexToNumber,
  isAddressEqual,
  parseAbiParameters,
  recoverAddress,
  sha256,
  size,
  slice,
  stringToHex,
} from "viem";
import { toLowS } from "../../keys/p256.ts";
import { toBase64Url } from "../../link/base64Url.ts";
import { isCanonicalSignature } from "../../owners/ownerSignature.ts";
import type { Contracts } from "./state.ts";

/**
 * Whether a signature is valid, like `SignerCheck`: by secp256k1 for an address, otherwise by the verifier that the signer
 * names. Contracts as owners (ERC-1271) do not exist here.
 * @param contracts The known verifiers.
 * @param signer ERC-7913 signer.
 * @param digest 32 bytes.
 * @param signature In the verifier's format.
 */
export async function isSignedBy(contracts: Contracts, signer: Hex, digest: Hex, signature: Hex): Promise<boolean> {
  if (size(signer) === 20) return isSignedByAddress(signer, digest, signature);
  if (size(signer) < 20) return false;
  const [verifier, key] = [slice(signer, 0, 20), slice(signer, 20)];
  const { module, webAuthnVerifier } = contracts;
  if (isAddressEqual(verifier, module.p256Verifier)) return isSignedByP256(key, digest, signature);
  if (webAuthnVerifier && isAddressEqual(verifier, webAuthnVerifier)) return isAsserted(key, digest, signature);
  return false;
}

async function isSignedByAddress(address: Hex, hash: Hex, signature: Hex): Promise<boolean> {
  if (size(signature) !== 65 || !isCanonicalSignature(signature)) return false;
  const recovered = await recoverAddress({ hash, signature }).catch(() => undefined);
  return recovered !== undefined && isAddressEqual(recovered, address);
}

/** @param message What is hashed with SHA-256 before it is signed. */
async function isSignedByP256(key: Hex, message: Hex, signature: Hex): Promise<boolean> {
  if (size(key) !== 64 || size(signature) !== 64) return false;
  const s = hexToBigInt(slice(signature, 32));
  if (toLowS(s) !== s) return false;
  try {
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const point = await crypto.subtle.importKey("raw", toBytes(concat(["0x04", key])), algorithm, false, ["verify"]);
    return await crypto.subtle.verify(algorithm, point, toBytes(signature), toBytes(message));
  } catch {
    // A key that is not on the curve.
    return false;
  }
}

const assertionLayout = parseAbiParameters(
  "bytes32 r, bytes32 s, uint256 challengeAt, uint256 typeAt, bytes authenticatorData, bytes clientDataJSON",
);
const PRESENT = 1;
const VERIFIED = 4;
const MAY_BE_BACKED_UP = 8;
const IS_BACKED_UP = 16;

/** Like OpenZeppelin's `WebAuthn.verify`, which requires user verification. */
async function isAsserted(key: Hex, challenge: Hex, signature: Hex): Promise<boolean> {
  const assertion = readAssertion(signature);
  if (!assertion) return false;
  const [r, s, challengeAt, typeAt, authenticatorData, clientDataJson] = assertion;
  if (size(authenticatorData) < 37) return false;
  const flags = hexToNumber(slice(authenticatorData, 32, 33));
  const has = (flag: number) => (flags & flag) !== 0;
  return (
    standsAt(clientDataJson, typeAt, '"type":"webauthn.get"') &&
    standsAt(clientDataJson, challengeAt, `"challenge":"${toBase64Url(hexToBytes(challenge))}"`) &&
    has(PRESENT) &&
    has(VERIFIED) &&
    (has(MAY_BE_BACKED_UP) || !has(IS_BACKED_UP)) &&
    isSignedByP256(key, concat([authenticatorData, sha256(clientDataJson)]), concat([r, s]))
  );
}

function readAssertion(signature: Hex) {
  try {
    return decodeAbiParameters(assertionLayout, signature);
  } catch {
    return undefined;
  }
}

function standsAt(json: Hex, at: bigint, text: string): boolean {
  const wanted = stringToHex(text);
  if (at + BigInt(size(wanted)) > BigInt(size(json))) return false;
  return slice(json, Number(at), Number(at) + size(wanted)) === wanted;
}

const toBytes = (hex: Hex) => hexToBytes(hex) as Uint8Array<ArrayBuffer>;
