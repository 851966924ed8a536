import { createPublicKey, verify } from "node:crypto";

const bytes = (hex: string) => Buffer.from(hex.slice(2), "hex");

/**
 * OpenSSL's opinion of a signature (r || s) over SHA-256 of a message, all of it hexadecimal with 0x; it takes high s. A key (x || y)
 * that is no point cannot be imported: "no".
 */
export function openssl(key: string, message: string, signature: string): boolean {
  const half = (from: number) =>
    bytes(key)
      .subarray(from, from + 32)
      .toString("base64url");
  try {
    const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x: half(0), y: half(32) }, format: "jwk" });
    return verify("sha256", bytes(message), { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes(signature));
  } catch {
    return false;
  }
}
