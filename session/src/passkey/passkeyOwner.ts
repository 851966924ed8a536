import { p256 } from "@noble/curves/p256";
import type { Address, Hex } from "viem";
import {
  bytesToHex,
  concat,
  encodeAbiParameters,
  hashTypedData,
  hexToBytes,
  numberToHex,
  parseAbiParameters,
  sha256,
  slice,
  stringToHex,
} from "viem";
import { createWebAuthnCredential, toWebAuthnAccount, type WebAuthnSignReturnType } from "viem/account-abstraction";

import { OwnerDeclinedError, SessionError } from "../errors/errors.ts";
import { toLowS } from "../keys/p256.ts";
import type { Owner } from "../owners/owner.ts";
import type { KeyStore } from "../store/keyStore.ts";
import { type Passkey, writePasskey } from "./passkey.ts";

/** An authenticator's answer. */
type Assertion = Pick<WebAuthnSignReturnType, "signature" | "webauthn">;

/** The format that OpenZeppelin's WebAuthn library reads. */
const assertionLayout = parseAbiParameters(
  "bytes32 r, bytes32 s, uint256 challengeAt, uint256 typeAt, bytes authenticatorData, string clientDataJSON",
);

/** No passkey is requested by id: the player chooses one. */
const ANY = "";

/**
 * Creates a passkey with the device's authenticator, user verification required, and stores its public half.
 * @param keyStore Where to store it.
 * @param name The name that the device shows for it.
 * @param signal Closes the device's prompt.
 * @returns The passkey.
 * @throws OwnerDeclinedError if the player or the device refuses.
 */
export async function createPasskey(keyStore: KeyStore, name: string, signal?: AbortSignal): Promise<Passkey> {
  const { id, publicKey } = await ask(() =>
    createWebAuthnCredential({
      name,
      createFn: createWith(signal),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    }),
  );
  return writePasskey(keyStore, { id, publicKey: publicKey });
}

/**
 * Finds a passkey that was created in another browser. An authenticator does not reveal the public key again, but two
 * signatures do, so the player is prompted twice.
 * @param keyStore Where to store it.
 * @param signal Closes the device's prompt.
 * @returns The passkey that the player chose.
 * @throws OwnerDeclinedError if the player refuses, or chooses another passkey the second time.
 */
export async function findPasskey(keyStore: KeyStore, signal?: AbortSignal): Promise<Passkey> {
  const signWith = (id: string) =>
    ask(() =>
      toWebAuthnAccount({ credential: { id, publicKey: "0x" }, getFn: getWith(signal) }).sign({
        hash: drawChallenge(),
      }),
    );
  const first = await signWith(ANY);
  const { id } = first.raw;
  const second = await signWith(id);
  const candidates = recoverKeys(first);
  const publicKey = recoverKeys(second).find((key) => candidates.includes(key));
  if (!publicKey) throw new OwnerDeclinedError("You used two different passkeys. Choose the same one both times.");
  return writePasskey(keyStore, { id, publicKey });
}

/**
 * A passkey as owner: the device asks for a fingerprint, a face or a PIN for each signature.
 * @param passkey As created or found.
 * @param verifier Address of OpenZeppelin's ERC7913WebAuthnVerifier.
 * @returns The owner.
 */
export function createPasskeyOwner({ id, publicKey }: Passkey, verifier: Address): Owner {
  return {
    kind: "passkey",
    signer: concat([verifier, publicKey]),
    signTypedData: async (typedData) => {
      const challenge = hashTypedData(typedData);
      return encodeAssertion(
        await ask(() => toWebAuthnAccount({ credential: { id, publicKey } }).sign({ hash: challenge })),
      );
    },
  };
}

/** The bytes that the verifier accepts as a signature. High s is flipped, because the verifier refuses it. */
export function encodeAssertion({ signature, webauthn }: Assertion): Hex {
  const { challengeIndex = 0, typeIndex = 0, authenticatorData, clientDataJSON } = webauthn;
  return encodeAbiParameters(assertionLayout, [
    slice(signature, 0, 32),
    numberToHex(toLowS(BigInt(slice(signature, 32, 64))), { size: 32 }),
    BigInt(challengeIndex),
    BigInt(typeIndex),
    authenticatorData,
    clientDataJSON,
  ]);
}

/** The public keys, x || y, that may belong to a signature: two, of which one belongs to nobody. */
export function recoverKeys({ signature, webauthn }: Assertion): Hex[] {
  const payload = hexToBytes(
    sha256(concat([webauthn.authenticatorData, sha256(stringToHex(webauthn.clientDataJSON))])),
  );
  const compact = p256.Signature.fromCompact(hexToBytes(slice(signature, 0, 64)));
  return [0, 1].flatMap((yParity) => {
    try {
      const point = compact.addRecoveryBit(yParity).recoverPublicKey(payload).toRawBytes(false);
      return [slice(bytesToHex(point), 1)];
    } catch {
      return [];
    }
  });
}

/** Prompts of the authenticator that can be cancelled. viem's types of the DOM objects are looser than the DOM's. */
const createWith = (signal: AbortSignal | undefined) => (options?: object) =>
  navigator.credentials.create({ ...options, ...(signal && { signal }) });
const getWith = (signal: AbortSignal | undefined) => (options?: object) =>
  navigator.credentials.get({ ...options, ...(signal && { signal }) });

function drawChallenge(): Hex {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** Prompts the authenticator; browsers answer "not allowed" to a refusal, to a timeout and to a missing passkey alike. */
async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (cause) {
    if (nameOf(cause) === "NotAllowedError" || nameOf(cause) === "AbortError") {
      throw new OwnerDeclinedError("The passkey was not used, so nothing was signed.", { cause });
    }
    throw new SessionError("This device could not use a passkey.", { details: String(cause), cause });
  }
}

/** Name of the DOM error, bare or wrapped. */
function nameOf(error: unknown): string | undefined {
  for (let seen = error; seen instanceof Object; seen = "cause" in seen ? seen.cause : undefined) {
    if (seen instanceof DOMException) return seen.name;
  }
  return undefined;
}
