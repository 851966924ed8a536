import { type Hex, hexToBytes, size, slice } from "viem";
import { expect, test } from "vitest";
import { exampleModule } from "../../test/example.ts";
import { revokeTypedData } from "../grant/revoke.ts";
import { travellingKey } from "../grant/sessionId.ts";
import { openDeviceOwner } from "../owners/deviceOwner.ts";
import { createMemoryKeyStore, isStoredKeyPair } from "../store/keyStore.ts";
import { createSessionKey, restoreSessionKey } from "./sessionKey.ts";

const { p256Verifier: verifier } = exampleModule;
const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
const digest: Hex = `0x${"5a".repeat(32)}`;
const bytes = (hex: Hex) => hexToBytes(hex) as Uint8Array<ArrayBuffer>;

test("the private key cannot be exported, in any format", async () => {
  const { keyPair } = await createSessionKey(verifier);
  expect(keyPair.privateKey.extractable).toBe(false);
  for (const format of ["raw", "pkcs8", "jwk"] as const) {
    await expect(crypto.subtle.exportKey(format, keyPair.privateKey)).rejects.toThrow();
  }
});

test("the signer is the verifier and the point, and operations carry only the point", async () => {
  const { signer, key, keyPair } = await createSessionKey(verifier);
  expect(key).toBe(travellingKey(signer, verifier));
  expect(key).toBe(slice(signer, 20));
  expect(size(signer)).toBe(84);
  expect(slice(signer, 0, 20)).toBe(verifier);
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", keyPair.publicKey));
  expect(bytes(slice(signer, 20))).toEqual(raw.slice(1));
});

test("every signature has low s and verifies for its digest only", async () => {
  const { sign, keyPair } = await createSessionKey(verifier);
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  for (let round = 0; round < 30; round++) {
    const signature = await sign(digest);
    expect(size(signature)).toBe(64);
    expect(BigInt(slice(signature, 32)) <= HALF_ORDER).toBe(true);
    // s and n - s verify alike, so WebCrypto itself verifies the flipped ones.
    expect(await crypto.subtle.verify(algorithm, keyPair.publicKey, bytes(signature), bytes(digest))).toBe(true);
    const other = bytes(`0x${"5b".repeat(32)}`);
    expect(await crypto.subtle.verify(algorithm, keyPair.publicKey, bytes(signature), other)).toBe(false);
  }
});

test("a stub signature has the shape of a real one and does not verify", async () => {
  const { sign, stubSignature } = await createSessionKey(verifier);
  expect(size(stubSignature)).toBe(size(await sign(digest)));
  expect(BigInt(slice(stubSignature, 32)) <= HALF_ORDER).toBe(true);
});

test("a restored key is the same key; two new keys differ", async () => {
  const key = await createSessionKey(verifier);
  const restored = await restoreSessionKey(verifier, key.keyPair);
  expect([restored.signer, restored.key]).toEqual([key.signer, key.key]);
  expect((await createSessionKey(verifier)).signer).not.toBe(key.signer);
});

test("the guest's key is made once, kept opaque, and signs typed data without a prompt", async () => {
  const store = createMemoryKeyStore();
  const owner = await openDeviceOwner(store, verifier);
  expect((await openDeviceOwner(store, verifier)).signer).toBe(owner.signer);
  const stored = await store.read("owner");
  expect(isStoredKeyPair(stored)).toBe(true);
  const typedData = revokeTypedData(exampleModule, verifier, digest);
  expect(size(await owner.signTypedData(typedData))).toBe(64);
});
