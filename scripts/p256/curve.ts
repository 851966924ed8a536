/** P-256 with bigints, for making vectors only: slow, and not in constant time. */
export type Point = { x: bigint; y: bigint };

export const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
export const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
export const G: Point = {
  x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
};

export const mod = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;

/** By Fermat: both moduli of the curve are prime. */
export const invert = (value: bigint, modulus: bigint): bigint => power(mod(value, modulus), modulus - 2n, modulus);

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Undefined is the point at infinity. */
export function add(a: Point | undefined, b: Point | undefined): Point | undefined {
  if (!a || !b) return a ?? b;
  if (a.x === b.x && mod(a.y + b.y, P) === 0n) return undefined;
  const slope = a.x === b.x ? (3n * a.x * a.x - 3n) * invert(2n * a.y, P) : (b.y - a.y) * invert(b.x - a.x, P);
  const x = mod(slope * slope - a.x - b.x, P);
  return { x, y: mod(slope * (a.x - x) - a.y, P) };
}

export function multiply(point: Point, times: bigint): Point | undefined {
  let result: Point | undefined;
  for (let double: Point | undefined = point, rest = mod(times, N); rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = add(result, double);
    double = add(double, double);
  }
  return result;
}

/** The point with this x and an even y, if there is one. */
export function lift(x: bigint): Point | undefined {
  const square = mod(x * x * x - 3n * x + B, P);
  const y = power(square, (P + 1n) / 4n, P);
  if (mod(y * y, P) !== square) return undefined;
  return { x, y: y & 1n ? P - y : y };
}
