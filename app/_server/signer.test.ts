import { createPublicClient, custom, numberToHex, slice } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";

import { createP256KeyPair, readSignerBytes, signDigest } from "@/session/p256";
import { isSignedBy } from "./signer";

const asked: string[] = [];
const chain = createPublicClient({
  transport: custom({
    request: async ({ method }: { method: string }) => {
      asked.push(method);
      return "0x";
    },
  }),
});
const world = { chain, p256Verifier: numberToHex(5, { size: 20 }), webAuthnVerifier: numberToHex(6, { size: 20 }) };
const digest = numberToHex(0xd19e57, { size: 32 });

describe("a P-256 owner", () => {
  test("signs with WebCrypto and is recognised without asking the chain", async () => {
    const pair = await createP256KeyPair();
    const signer = await readSignerBytes(world.p256Verifier, pair.publicKey);
    const signature = await signDigest(pair.privateKey, digest);
    asked.length = 0;
    expect(await isSignedBy(world, signer, digest, signature)).toBe(true);
    expect(asked).toEqual([]);
    expect(await isSignedBy(world, signer, numberToHex(1, { size: 32 }), signature)).toBe(false);

    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const high = numberToHex(order - BigInt(slice(signature, 32)), { size: 32 });
    expect(await isSignedBy(world, signer, digest, `${slice(signature, 0, 32)}${high.slice(2)}`)).toBe(false);
  });

  test.each(["0x", `0x${"00".repeat(64)}`, `0x${"ff".repeat(64)}`] as const)("is not made by %s", async (signature) => {
    const notOnCurve = `${world.p256Verifier}${"11".repeat(64)}` as const;
    expect(await isSignedBy(world, notOnCurve, digest, signature)).toBe(false);
  });
});

describe("a wallet owner", () => {
  test("is recognised by its signature, and nobody else is", async () => {
    const wallet = privateKeyToAccount(generatePrivateKey());
    const signature = await wallet.sign({ hash: digest });
    expect(await isSignedBy(world, wallet.address, digest, signature)).toBe(true);
    expect(await isSignedBy(world, numberToHex(9, { size: 20 }), digest, signature)).toBe(false);
    expect(await isSignedBy(world, wallet.address, digest, "0x")).toBe(false);
  });
});

test("a verifier that the game does not know is never asked", async () => {
  asked.length = 0;
  expect(await isSignedBy(world, `0x${"99".repeat(84)}`, digest, "0x")).toBe(false);
  expect(await isSignedBy(world, "0x1234", digest, "0x")).toBe(false);
  expect(asked).toEqual([]);
});
