// HPKE (RFC 9180) in base mode, one message: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. Only WebCrypto, so that the kit
// needs no other package; held against the vectors of the RFC's appendix A.3.

type Bytes = Uint8Array<ArrayBuffer>;

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const POINT_BYTES = 65;
const TAG_BYTES = 16;
const KEY_BYTES = 16;
const NONCE_BYTES = 12;
const HASH_BYTES = 32;

const ascii = (text: string): Bytes => new TextEncoder().encode(text);
const KEM_SUITE = join(ascii("KEM"), Uint8Array.of(0x00, 0x10));
const SUITE = join(ascii("HPKE"), Uint8Array.of(0x00, 0x10, 0x00, 0x01, 0x00, 0x01));
const VERSION = ascii("HPKE-v1");
const NOTHING: Bytes = new Uint8Array(0);
const BASE_MODE = Uint8Array.of(0);

/** A key pair that messages can be sealed to. Its private half does not leave this process. */
export function createSealKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
}

/** The public half of a key pair as 65 bytes: an uncompressed point. */
export async function readPoint({ publicKey }: Pick<CryptoKeyPair, "publicKey">): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
}

/**
 * Seals a message, so that only the holder of one key can read it.
 * @param to The receiver's point, 65 bytes.
 * @param info What the message belongs to: whoever opens it must name the same.
 * @param message The message.
 * @param ephemeral Only for test vectors; default: a new pair for each message.
 * @returns The sealed message: an ephemeral point, then the ciphertext.
 * @throws DOMException if the point is not on the curve.
 */
export async function seal(to: Bytes, info: Bytes, message: Bytes, ephemeral?: CryptoKeyPair, aad = NOTHING) {
  const pair = ephemeral ?? (await createSealKeyPair());
  const point = await readPoint(pair);
  const { key, nonce } = await schedule(await derive(pair.privateKey, to), point, to, info);
  return join(point, await crypto.subtle.encrypt({ ...AES, iv: nonce, additionalData: aad }, key, message));
}

/**
 * Opens a sealed message.
 * @param pair The receiver's key pair.
 * @param info As given to {@link seal}.
 * @param sealed As returned by {@link seal}.
 * @returns The message; undefined if it was sealed to another key or for something else, or was changed.
 */
export async function unseal(
  pair: CryptoKeyPair,
  info: Bytes,
  sealed: Bytes,
  aad = NOTHING,
): Promise<Bytes | undefined> {
  if (sealed.length < POINT_BYTES + TAG_BYTES) return undefined;
  const point = sealed.slice(0, POINT_BYTES);
  try {
    const shared = await derive(pair.privateKey, point);
    const { key, nonce } = await schedule(shared, point, await readPoint(pair), info);
    const box = { ...AES, iv: nonce, additionalData: aad };
    return new Uint8Array(await crypto.subtle.decrypt(box, key, sealed.slice(POINT_BYTES)));
  } catch {
    // WebCrypto says only that it did not work: a point that is none, or a tag that does not fit.
    return undefined;
  }
}

const AES = { name: "AES-GCM", tagLength: TAG_BYTES * 8 } as const;

/** The x coordinate that both sides compute. */
async function derive(privateKey: CryptoKey, point: Bytes): Promise<Bytes> {
  const publicKey = await crypto.subtle.importKey("raw", point, CURVE, false, []);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256));
}

/** RFC 9180, 4.1 (ExtractAndExpand) and 5.1 (KeySchedule) without a pre-shared key. */
async function schedule(dh: Bytes, point: Bytes, to: Bytes, info: Bytes) {
  const prk = await extract(KEM_SUITE, NOTHING, "eae_prk", dh);
  const shared = await expand(KEM_SUITE, prk, "shared_secret", join(point, to), HASH_BYTES);
  const context = join(
    BASE_MODE,
    await extract(SUITE, NOTHING, "psk_id_hash", NOTHING),
    await extract(SUITE, NOTHING, "info_hash", info),
  );
  const secret = await extract(SUITE, shared, "secret", NOTHING);
  const raw = await expand(SUITE, secret, "key", context, KEY_BYTES);
  return {
    key: await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]),
    nonce: await expand(SUITE, secret, "base_nonce", context, NONCE_BYTES),
  };
}

/** LabeledExtract. HMAC pads a short key with zeros, and WebCrypto takes none of no length. */
function extract(suite: Bytes, salt: Bytes, label: string, secret: Bytes): Promise<Bytes> {
  return hmac(salt.length === 0 ? new Uint8Array(HASH_BYTES) : salt, join(VERSION, suite, ascii(label), secret));
}

/** LabeledExpand of at most one hash: more is not needed here. */
async function expand(suite: Bytes, prk: Bytes, label: string, info: Bytes, length: number): Promise<Bytes> {
  const labeled = join(Uint8Array.of(0, length), VERSION, suite, ascii(label), info, Uint8Array.of(1));
  return (await hmac(prk, labeled)).slice(0, length);
}

async function hmac(key: Bytes, message: Bytes): Promise<Bytes> {
  const algorithm = { name: "HMAC", hash: "SHA-256" } as const;
  const imported = await crypto.subtle.importKey("raw", key, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, message));
}

function join(...parts: readonly (Bytes | ArrayBuffer)[]): Bytes {
  const arrays = parts.map((part) => new Uint8Array(part));
  const joined = new Uint8Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const each of arrays) {
    joined.set(each, at);
    at += each.length;
  }
  return joined;
}
