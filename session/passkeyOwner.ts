import * as P256 from "ox/P256";
import * as PublicKey from "ox/PublicKey";
import * as WebAuthnP256 from "ox/WebAuthnP256";
import type { Address, Hex } from "viem";
import {
  bytesToHex,
  concat,
  encodeAbiParameters,
  hashTypedData,
  numberToHex,
  parseAbiParameters,
  sha256,
  stringToHex,
} from "viem";

import { OwnerDeclinedError, SessionKitError } from "./errors";
import type { KeyStore } from "./keyStore";
import type { Owner } from "./owner";
import { toLowS } from "./p256";
import { type Passkey, writePasskey } from "./passkey";

/** An authenticator's answer. */
type Assertion = Awaited<ReturnType<typeof WebAuthnP256.sign>>;

/** What OpenZeppelin's WebAuthn library reads. */
const assertionLayout = parseAbiParameters(
  "bytes32 r, bytes32 s, uint256 challengeAt, uint256 typeAt, bytes authenticatorData, string clientDataJSON",
);

/**
 * Makes a passkey with the device's authenticator, user verification required, and remembers its public half.
 * @param keyStore Where to.
 * @param name What the device will call it.
 * @param signal Takes the device's question away.
 * @returns The passkey.
 * @throws OwnerDeclinedError when the player or the device says no.
 */
export async function createPasskey(keyStore: KeyStore, name: string, signal?: AbortSignal): Promise<Passkey> {
  const { id, publicKey } = await ask(() =>
    WebAuthnP256.createCredential({
      name,
      createFn: createWith(signal),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    }),
  );
  return writePasskey(keyStore, { id, publicKey: PublicKey.toHex(publicKey, { includePrefix: false }) });
}

/**
 * Finds a passkey that was made in another browser: an authenticator does not tell the public key again, but two
 * signatures do, so the player is asked twice.
 * @param keyStore Where to remember it.
 * @param signal Takes the device's question away.
 * @returns The passkey that the player chose.
 * @throws OwnerDeclinedError when the player says no, or takes another one the second time.
 */
export async function findPasskey(keyStore: KeyStore, signal?: AbortSignal): Promise<Passkey> {
  const getFn = getWith(signal);
  const first = await ask(() => WebAuthnP256.sign({ challenge: drawChallenge(), getFn }));
  const { id } = first.raw;
  const second = await ask(() => WebAuthnP256.sign({ challenge: drawChallenge(), credentialId: id, getFn }));
  const candidates = recoverKeys(first);
  const publicKey = recoverKeys(second).find((key) => candidates.includes(key));
  if (!publicKey) throw new OwnerDeclinedError("These were signatures of two passkeys. Take the same one both times.");
  return writePasskey(keyStore, { id, publicKey });
}

/**
 * An owner that is a passkey: the device asks for a finger, a face or a PIN for each signature.
 * @param passkey As it was made or found.
 * @param verifier Address of OpenZeppelin's ERC7913WebAuthnVerifier.
 * @returns The owner.
 */
export function createPasskeyOwner({ id, publicKey }: Passkey, verifier: Address): Owner {
  return {
    kind: "passkey",
    signer: concat([verifier, publicKey]),
    signTypedData: async (typedData) => {
      const challenge = hashTypedData(typedData);
      return encodeAssertion(await ask(() => WebAuthnP256.sign({ challenge, credentialId: id })));
    },
  };
}

/** The bytes that the verifier takes as a signature. High s is flipped: it is refused. */
export function encodeAssertion({ signature, metadata }: Pick<Assertion, "signature" | "metadata">): Hex {
  const { challengeIndex = 0, typeIndex = 0, authenticatorData, clientDataJSON } = metadata;
  return encodeAbiParameters(assertionLayout, [
    numberToHex(signature.r, { size: 32 }),
    numberToHex(toLowS(signature.s), { size: 32 }),
    BigInt(challengeIndex),
    BigInt(typeIndex),
    authenticatorData,
    clientDataJSON,
  ]);
}

/** The public keys, x || y, that may have given a signature: two, of which the other is nobody's. */
export function recoverKeys({ signature, metadata }: Pick<Assertion, "signature" | "metadata">): Hex[] {
  const payload = sha256(concat([metadata.authenticatorData, sha256(stringToHex(metadata.clientDataJSON))]));
  return [0, 1].flatMap((yParity) => {
    try {
      const key = P256.recoverPublicKey({ payload, signature: { r: signature.r, s: signature.s, yParity } });
      return [PublicKey.toHex(key, { includePrefix: false })];
    } catch {
      return [];
    }
  });
}

/** Questions to the authenticator that can be taken back. ox types the DOM's objects more loosely than the DOM. */
const createWith = (signal: AbortSignal | undefined) => (options?: object) =>
  navigator.credentials.create({ ...options, ...(signal && { signal }) });
const getWith = (signal: AbortSignal | undefined) => (options?: object) =>
  navigator.credentials.get({ ...options, ...(signal && { signal }) });

function drawChallenge(): Hex {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** Asks the authenticator; browsers answer "not allowed" alike to a no, to a timeout and to a missing passkey. */
async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (cause) {
    if (nameOf(cause) === "NotAllowedError" || nameOf(cause) === "AbortError") {
      throw new OwnerDeclinedError("The passkey was not used, so nothing was signed.", { cause });
    }
    throw new SessionKitError("This device could not use a passkey.", { details: String(cause), cause });
  }
}

/** Name of the DOM's error, bare or wrapped. */
function nameOf(error: unknown): string | undefined {
  for (let seen = error; seen instanceof Object; seen = "cause" in seen ? seen.cause : undefined) {
    if (seen instanceof DOMException) return seen.name;
  }
  return undefined;
}
