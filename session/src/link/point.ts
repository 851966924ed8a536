// A point of P-256 in 33 bytes (SEC 1, 2.3.3 and 2.3.4): which of the two square roots y is, then x. WebCrypto imports such points in
// some browsers only, so the root is computed here. Nothing here is secret.

/** The field's prime, and the curve's constant b; a is -3 (FIPS 186-5, P-256). */
const PRIME = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

const modulo = (value: bigint) => ((value % PRIME) + PRIME) % PRIME;

function raise(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

/** Undefined: no point of the curve has this x. */
function rootOf(x: bigint): bigint | undefined {
  const squared = modulo(x * x * x - 3n * x + B);
  // The prime is 3 modulo 4.
  const root = raise(squared, (PRIME + 1n) / 4n);
  return (root * root) % PRIME === squared ? root : undefined;
}

const read = (bytes: Uint8Array) => bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
const write = (number: bigint) =>
  Uint8Array.from({ length: 32 }, (_, at) => Number((number >> BigInt(8 * (31 - at))) & 255n));

/**
 * Shortens a point.
 * @param point x and y, 64 bytes.
 * @returns 33 bytes; undefined if it is no point of the curve.
 */
export function shortenPoint(point: Uint8Array): Uint8Array | undefined {
  const [x, y] = [read(point.subarray(0, 32)), read(point.subarray(32))];
  if (point.length !== 64 || x >= PRIME || y >= PRIME) return undefined;
  const root = rootOf(x);
  if (root === undefined || (y !== root && y !== PRIME - root)) return undefined;
  return Uint8Array.of(2 + Number(y & 1n), ...point.subarray(0, 32));
}

/**
 * Reads what {@link shortenPoint} wrote.
 * @param short 33 bytes.
 * @returns x and y, 64 bytes; undefined if it is no point of the curve.
 */
export function lengthenPoint(short: Uint8Array): Uint8Array | undefined {
  const [sign, x] = [short[0], read(short.subarray(1))];
  if (short.length !== 33 || (sign !== 2 && sign !== 3) || x >= PRIME) return undefined;
  const root = rootOf(x);
  if (root === undefined) return undefined;
  return Uint8Array.of(...short.subarray(1), ...write(Number(root & 1n) === sign - 2 ? root : PRIME - root));
}
