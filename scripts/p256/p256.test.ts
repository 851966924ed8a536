import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { N } from "./curve";
import { edgeVectors, type Vector } from "./edges";
import { renderVectors, vectorFile } from "./render";

const vectors = edgeVectors();

test("the committed edges are what the script computes", () => {
  expect(readFileSync(vectorFile("edges"), "utf8")).toBe(renderVectors("scripts/p256/edges.ts", vectors));
});

const bytes = (value: bigint) => Buffer.from(value.toString(16).padStart(64, "0"), "hex");

/** OpenSSL's opinion, which takes high s. A key that is no point cannot be imported: "no". */
function openssl({ message, r, s, key }: Vector): boolean {
  try {
    const jwk = {
      kty: "EC",
      crv: "P-256",
      x: bytes(key.x).toString("base64url"),
      y: bytes(key.y).toString("base64url"),
    };
    const publicKey = createPublicKey({ key: jwk, format: "jwk" });
    const signature = Buffer.concat([bytes(r), bytes(s)]);
    return verify("sha256", bytes(message ?? 0n), { key: publicKey, dsaEncoding: "ieee-p1363" }, signature);
  } catch {
    return false;
  }
}

test.each(vectors.filter(({ message }) => message !== undefined))("OpenSSL agrees: $what", (vector) => {
  expect(openssl(vector)).toBe(vector.valid);
});

test("among them are both answers, and high s that is valid", () => {
  expect(vectors.filter(({ valid }) => valid).length).toBeGreaterThan(20);
  expect(vectors.filter(({ valid }) => !valid).length).toBeGreaterThan(20);
  expect(vectors.filter(({ valid, s }) => valid && s > N / 2n).length).toBeGreaterThan(2);
});
