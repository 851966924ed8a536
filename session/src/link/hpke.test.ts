import { hexToBytes } from "viem";
import { expect, test } from "vitest";
import { createSealKeyPair, readPoint, seal, unseal } from "./hpke.ts";

const read = (hex: string) => hexToBytes(`0x${hex}`) as Uint8Array<ArrayBuffer>;
const encode = (text: string) => new TextEncoder().encode(text);
const base64Url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** RFC 9180, appendix A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0. */
const vector = {
  info: read("4f6465206f6e2061204772656369616e2055726e"),
  enc: read(
    "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
  ),
  skEm: read("4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb"),
  pkRm: read(
    "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0",
  ),
  skRm: read("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2"),
  pt: read("4265617574792069732074727574682c20747275746820626561757479"),
  aad: read("436f756e742d30"),
  ct: read("5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434"),
};

async function importPair(secret: Uint8Array, point: Uint8Array): Promise<CryptoKeyPair> {
  const curve = { name: "ECDH", namedCurve: "P-256" } as const;
  const open = { kty: "EC", crv: "P-256", x: base64Url(point.slice(1, 33)), y: base64Url(point.slice(33)) };
  const privateKey = { ...open, d: base64Url(secret) };
  return {
    publicKey: await crypto.subtle.importKey("jwk", open, curve, true, []),
    privateKey: await crypto.subtle.importKey("jwk", privateKey, curve, false, ["deriveBits"]),
  };
}

test("seals and opens as in the vectors of RFC 9180", async () => {
  const { info, enc, skEm, pkRm, skRm, pt, aad, ct } = vector;
  const sealed = new Uint8Array([...enc, ...ct]);
  expect(await seal(pkRm, info, pt, await importPair(skEm, enc), aad)).toEqual(sealed);
  expect(await unseal(await importPair(skRm, pkRm), info, sealed, aad)).toEqual(pt);
});

test("a message is opened with its own key, for its own purpose, unchanged, or not at all", async () => {
  const [pair, other] = await Promise.all([createSealKeyPair(), createSealKeyPair()]);
  const [info, message] = [encode("one"), encode("a grant")];
  const sealed = await seal(await readPoint(pair), info, message);
  expect(await unseal(pair, info, sealed)).toEqual(message);
  expect(await seal(await readPoint(pair), info, message), "never the same twice").not.toEqual(sealed);
  expect(await unseal(other, info, sealed)).toBeUndefined();
  expect(await unseal(pair, encode("two"), sealed)).toBeUndefined();
  for (const at of [0, 1, 40, 65, 70, sealed.length - 1]) {
    const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
    expect(await unseal(pair, info, changed), `byte ${at}`).toBeUndefined();
  }
  for (const length of [0, 64, 80, sealed.length - 1]) {
    expect(await unseal(pair, info, sealed.slice(0, length)), `${length} bytes`).toBeUndefined();
  }
});

test("the private half cannot be read, and a point off the curve is refused", async () => {
  const { privateKey } = await createSealKeyPair();
  expect(privateKey.extractable).toBe(false);
  await expect(seal(new Uint8Array(65).fill(4), encode(""), encode(""))).rejects.toThrow();
});
