import { createHash } from "node:crypto";
import { invert, mod } from "@noble/curves/abstract/modular";
import { p256 } from "@noble/curves/nist";

type Point = { x: bigint; y: bigint };

const { n: N, a: A, b: B, Fp } = p256.CURVE;
const P = Fp.ORDER;
const { ProjectivePoint } = p256;
const G = ProjectivePoint.BASE;
type Projective = typeof G;

const times = (point: Projective, scalar: bigint) => point.multiplyUnsafe(mod(scalar, N));
const pointOf = (scalar: bigint): Point => toPoint(times(G, scalar));

function toPoint(point: Projective): Point {
  if (point.equals(ProjectivePoint.ZERO)) throw new Error("the point at infinity is no key");
  return point.toAffine();
}

/** The point with this x and an even y, if there is one. */
function lift(x: bigint): Projective | undefined {
  try {
    const y = Fp.sqrt(mod(x ** 3n + A * x + B, P));
    return ProjectivePoint.fromAffine({ x, y: y & 1n ? P - y : y });
  } catch {
    return undefined;
  }
}

/**
 * One signature to verify.
 * `message`: 32 bytes whose SHA-256 is the digest; absent where the digest itself is chosen.
 * `valid`: what ECDSA says, to which high s is as good as low; the verifiers of this project take low s only.
 */
export type Vector = {
  what: string;
  message?: bigint;
  digest: bigint;
  r: bigint;
  s: bigint;
  key: Point;
  valid: boolean;
};

const MESSAGE = 0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdefn;
const HALF = N / 2n;

const sha256 = (message: bigint): bigint =>
  BigInt(`0x${createHash("sha256").update(message.toString(16).padStart(64, "0"), "hex").digest("hex")}`);

const hex = (value: bigint) => (value < 0x10000n ? value.toString() : `0x${value.toString(16).slice(0, 8)}…`);

/** The signature of the fixed message by a private key, with a nonce of choice. */
function signed(what: string, secret: bigint, nonce: bigint): Vector {
  const digest = sha256(MESSAGE);
  const r = mod(pointOf(nonce).x, N);
  const s = mod(invert(nonce, N) * (digest + r * secret), N);
  const low = s > HALF ? N - s : s;
  return { what, message: MESSAGE, digest, r, s: low, key: pointOf(secret), valid: true };
}

/** The key is chosen so that this s comes out, high or low. */
function withS(s: bigint, nonce = 0x1234567n): Vector {
  const digest = sha256(MESSAGE);
  const r = mod(pointOf(nonce).x, N);
  const secret = mod((s * nonce - digest) * invert(r, N), N);
  return { what: `s = ${hex(s)}`, message: MESSAGE, digest, r, s, key: pointOf(secret), valid: true };
}

/** The key is chosen so that the verifier's sum u1·G + u2·key is the point given, for any digest. */
function withSum(what: string, digest: bigint, r: bigint, s: bigint, sum: Projective, message?: bigint): Vector {
  const inverse = invert(r, N);
  const key = toPoint(times(sum, s * inverse).add(times(G, -digest * inverse)));
  return { what, ...(message === undefined ? {} : { message }), digest, r, s, key, valid: true };
}

/** The sum's x lies between the order and the field, so that r is x less the order. */
function beyondTheOrder(): Vector {
  for (let x = N; x < P; ++x) {
    const sum = lift(x);
    if (sum && x !== N) return withSum("x of the sum beyond the order", sha256(MESSAGE), x - N, 7n, sum, MESSAGE);
  }
  throw new Error("no such point");
}

/** The sum is the point at infinity: nothing may be read from it. */
function atInfinity(r: bigint): Vector {
  const digest = sha256(MESSAGE);
  const key = pointOf(mod(-digest * invert(r, N), N));
  return { what: `the sum at infinity, r = ${hex(r)}`, message: MESSAGE, digest, r, s: 5n, key, valid: false };
}

/** A key with x = 0: then x = p names the same point, and is no key. */
function keyAtZero(): Vector {
  const key = lift(0n);
  if (!key) throw new Error("no such point");
  const r = mod(times(G, 3n).add(times(key, 5n)).toAffine().x, N);
  const s = mod(r * invert(5n, N), N);
  return { what: "a key with x = 0", digest: mod(3n * s, N), r, s, key: toPoint(key), valid: true };
}

const refused = (what: string, vector: Vector, change: Partial<Vector>): Vector => ({
  ...vector,
  ...change,
  what: `${vector.what}; ${what}`,
  valid: false,
});

export function edgeVectors(): Vector[] {
  const plain = signed("a plain signature", 0xc0ffeen, 0xbeefn);
  const one = withS(1n);
  const beyond = beyondTheOrder();
  const zero = keyAtZero();
  const tall = { "0": 0n, n: N, "n + 1": N + 1n, p: P, "2^256 - 1": 2n ** 256n - 1n };
  const digests = { "0": 0n, n: N, "n - 1": N - 1n, "2^256 - 1": 2n ** 256n - 1n };
  return [
    plain,
    ...[1n, 2n, 3n, HALF, HALF + 1n, N - 2n, N - 1n].map((nonce) => signed(`nonce ${hex(nonce)}`, 0xc0ffeen, nonce)),
    ...[1n, 2n, 3n, HALF, HALF + 1n, N - 2n, N - 1n].map((secret) => signed(`key ${hex(secret)}`, secret, 0xbeefn)),
    ...[1n, 2n, HALF - 1n, HALF, HALF + 1n, HALF + 2n, N - 1n].map((s) => withS(s)),
    refused("s + n", one, { s: one.s + N }),
    beyond,
    refused("r not reduced", beyond, { r: beyond.r + N }),
    ...[1n, 2n, N - 1n].map(atInfinity),
    ...Object.entries(digests).map(([name, digest]) => withSum(`digest ${name}`, digest, G.toAffine().x, 9n, G)),
    withSum("digest = r", G.toAffine().x, G.toAffine().x, 9n, G),
    zero,
    refused("x = p", zero, { key: { ...zero.key, x: P } }),
    ...Object.entries(tall).flatMap(([name, value]) => [
      refused(`r = ${name}`, plain, { r: value }),
      refused(`s = ${name}`, plain, { s: value }),
    ]),
    refused("r and s exchanged", plain, { r: plain.s, s: plain.r }),
    refused("s = r", plain, { s: plain.r }),
    refused("key off the curve", plain, { key: { x: plain.key.x, y: plain.key.y + 1n } }),
    refused("key at infinity", plain, { key: { x: 0n, y: 0n } }),
    refused("key of the other sign", plain, { key: { x: plain.key.x, y: P - plain.key.y } }),
    refused("x and y exchanged", plain, { key: { x: plain.key.y, y: plain.key.x } }),
    refused("y + p, cut to a word", plain, { key: { x: plain.key.x, y: mod(plain.key.y + P, 2n ** 256n) } }),
  ];
}
