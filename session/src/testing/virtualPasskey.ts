import type { Address, Hex } from "viem";
import {
  concat,
  encodeAbiParameters,
  hashTypedData,
  hexToBytes,
  parseAbiParameters,
  sha256,
  slice,
  stringToHex,
} from "viem";
import { createP256KeyPair, readSignerBytes, signDigest } from "../keys/p256.ts";
import { toBase64Url } from "../link/base64Url.ts";
import type { Owner } from "../owners/owner.ts";

/** User present and user verified. */
const FLAGS = "0x05";
const assertionLayout = parseAbiParameters(
  "bytes32 r, bytes32 s, uint256 challengeAt, uint256 typeAt, bytes authenticatorData, string clientDataJSON",
);

/**
 * An owner that signs like a passkey: an authenticator's assertion with the digest as its challenge, encoded for
 * OpenZeppelin's ERC7913WebAuthnVerifier. The authenticator is this process.
 * @param verifier The ERC7913WebAuthnVerifier.
 * @param pair Its key. Default: a new one.
 * @param flags The authenticator's flags. Default: user present and verified.
 * @returns The owner.
 */
export async function createVirtualPasskey(
  verifier: Address,
  pair?: CryptoKeyPair,
  flags: Hex = FLAGS,
): Promise<Owner> {
  const { publicKey, privateKey } = pair ?? (await createP256KeyPair());
  return {
    kind: "passkey",
    signer: await readSignerBytes(verifier, publicKey),
    signTypedData: async (typedData) => assert(privateKey, hashTypedData(typedData), flags),
  };
}

async function assert(key: CryptoKey, challenge: Hex, flags: Hex): Promise<Hex> {
  const head = '{"type":"webauthn.get",';
  const clientDataJson = `${head}"challenge":"${toBase64Url(hexToBytes(challenge))}","origin":"http://localhost"}`;
  const authenticatorData = concat([sha256(stringToHex("localhost")), flags, "0x00000000"]);
  // WebCrypto hashes once more, like an authenticator.
  const signature = await signDigest(key, concat([authenticatorData, sha256(stringToHex(clientDataJson))]));
  const [r, s] = [slice(signature, 0, 32), slice(signature, 32, 64)];
  return encodeAbiParameters(assertionLayout, [r, s, BigInt(head.length), 1n, authenticatorData, clientDataJson]);
}
