import {
  type Address,
  concat,
  encodeAbiParameters,
  type Hex,
  hashTypedData,
  hexToBytes,
  parseAbiParameters,
  sha256,
  slice,
  stringToHex,
} from "viem";

import type { Owner } from "../owner";
import { createP256KeyPair, readSignerBytes, signDigest } from "../p256";

/** User present and user verified. */
const FLAGS = "0x05";

/**
 * An owner that signs as a passkey does: an authenticator's assertion over the digest as its challenge, encoded as
 * OpenZeppelin's ERC7913WebAuthnVerifier reads it. The authenticator is this process.
 * @param verifier The ERC7913WebAuthnVerifier.
 * @returns The owner.
 */
export async function createPasskeyOwner(verifier: Address): Promise<Owner> {
  const pair = await createP256KeyPair();
  return {
    kind: "passkey",
    signer: await readSignerBytes(verifier, pair.publicKey),
    signTypedData: async (typedData) => assert(pair.privateKey, hashTypedData(typedData)),
  };
}

async function assert(key: CryptoKey, challenge: Hex): Promise<Hex> {
  const head = '{"type":"webauthn.get",';
  const base64url = Buffer.from(hexToBytes(challenge)).toString("base64url");
  const clientDataJson = `${head}"challenge":"${base64url}","origin":"http://localhost"}`;
  const authenticatorData = concat([sha256(stringToHex("localhost")), FLAGS, "0x00000000"]);
  // WebCrypto hashes once more, as an authenticator does.
  const signed = concat([authenticatorData, sha256(stringToHex(clientDataJson))]);
  const signature = await signDigest(key, signed);
  const layout = parseAbiParameters(
    "bytes32 r, bytes32 s, uint256 challengeAt, uint256 typeAt, bytes data, string json",
  );
  const [r, s] = [slice(signature, 0, 32), slice(signature, 32, 64)];
  return encodeAbiParameters(layout, [r, s, BigInt(head.length), 1n, authenticatorData, clientDataJson]);
}
