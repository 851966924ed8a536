import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fromRoot } from "../stack/paths";

const read = (name: string) => readFileSync(fromRoot(`contracts/test/session/vectors/p256-${name}.json`), "utf8");
const bytes = (hex: string) => Buffer.from(hex.slice(2), "hex");

/** OpenSSL takes high s, as ECDSA does and the verifiers of this project do not; what is no point cannot be a key. */
function openssl(x: Buffer, y: Buffer, message: Buffer, signature: Buffer): boolean {
  const jwk = { kty: "EC", crv: "P-256", x: x.toString("base64url"), y: y.toString("base64url") };
  try {
    const key = createPublicKey({ key: jwk, format: "jwk" });
    return verify("sha256", message, { key, dsaEncoding: "ieee-p1363" }, signature);
  } catch {
    return false;
  }
}

test.each([
  ["edges", "c1a919b2106c706bdef5f75b98e88d87fd4af58483289c537a68718684669be3"],
  ["nist", "14c6c160285013eba4101f1ffb636ac22d3a5f911ca6c5b972e04a15be17740a"],
  ["wycheproof", "2ececc2455c33bdad3cc3ef4e6bf7d5e13faa284eb9a27fbea02c57ba35759fe"],
])("the vectors of P-256 stay what they are: %s", (name, hash) => {
  expect(createHash("sha256").update(read(name)).digest("hex")).toBe(hash);
});

test("OpenSSL agrees with every edge whose message is known", () => {
  const { what, valid, message, r, s, x, y } = JSON.parse(read("edges")) as Record<string, string[]>;
  const known = what?.flatMap((name, row) =>
    /[1-9a-f]/.test(message?.[row]?.slice(2) ?? "") ? [[name, row] as const] : [],
  );
  const at = (column: string[] | undefined, row: number) => bytes(column?.[row] ?? "");
  expect(known?.length).toBeGreaterThan(40);
  for (const [name, row] of known ?? []) {
    const signature = Buffer.concat([at(r, row), at(s, row)]);
    expect(openssl(at(x, row), at(y, row), at(message, row), signature), name).toBe(valid?.[row]);
  }
});

test("OpenSSL agrees with every row of Wycheproof", () => {
  const { rows }: { rows: string[] } = JSON.parse(read("wycheproof"));
  const fields = rows.map((row) => row.split("|"));
  expect(fields).toHaveLength(437);
  const disagrees = ([, , result, , key = "", message = "", signature = ""]: string[]) =>
    openssl(bytes(key).subarray(0, 32), bytes(key).subarray(32), bytes(message), bytes(signature)) !==
    (result === "valid");
  expect(fields.filter(disagrees)).toEqual([]);
});
