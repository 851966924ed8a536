import * as P256 from "ox/P256";
import * as PublicKey from "ox/PublicKey";
import { concat, decodeAbiParameters, type Hex, parseAbiParameters, sha256, stringToHex } from "viem";
import { describe, expect, test } from "vitest";

import { createMemoryKeyStore } from "./keyStore";
import { toLowS } from "./p256";
import { readPasskey, writePasskey } from "./passkey";
import { encodeAssertion, recoverKeys } from "./passkeyOwner";

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** What an authenticator answers, s as high or as low as asked for. */
function assertWith(privateKey: Hex, challenge: string, isHigh = false) {
  const clientDataJSON = `{"type":"webauthn.get","challenge":"${challenge}","origin":"http://localhost"}`;
  const authenticatorData = concat([sha256(stringToHex("localhost")), "0x05", "0x00000000"]);
  const payload = sha256(concat([authenticatorData, sha256(stringToHex(clientDataJSON))]));
  const { r, s, yParity } = P256.sign({ payload, privateKey });
  const low = toLowS(s);
  const signature = { r, s: isHigh ? ORDER - low : low, yParity };
  const metadata = { authenticatorData, clientDataJSON, challengeIndex: 23, typeIndex: 1 };
  return { signature, metadata };
}

describe("a passkey", () => {
  test.each([false, true])("is told by two of its signatures, high s: %s", (isHigh) => {
    const privateKey = P256.randomPrivateKey();
    const publicKey = PublicKey.toHex(P256.getPublicKey({ privateKey }), { includePrefix: false });
    const first = recoverKeys(assertWith(privateKey, "one", isHigh));
    const second = recoverKeys(assertWith(privateKey, "two"));
    expect(first).toHaveLength(2);
    expect(second.filter((key) => first.includes(key))).toEqual([publicKey]);
  });

  test("is not told by signatures of two", () => {
    const first = recoverKeys(assertWith(P256.randomPrivateKey(), "one"));
    const second = recoverKeys(assertWith(P256.randomPrivateKey(), "two"));
    expect(second.filter((key) => first.includes(key))).toEqual([]);
  });

  test.each([false, true])("signs with low s, whatever the device gave: high %s", (isHigh) => {
    const assertion = assertWith(P256.randomPrivateKey(), "one", isHigh);
    const layout = parseAbiParameters("bytes32, bytes32, uint256, uint256, bytes, string");
    const [r, s, challengeAt, typeAt, data, json] = decodeAbiParameters(layout, encodeAssertion(assertion));
    expect(BigInt(r)).toBe(assertion.signature.r);
    expect(BigInt(s)).toBe(toLowS(assertion.signature.s));
    expect(BigInt(s)).toBeLessThanOrEqual(ORDER / 2n);
    expect([challengeAt, typeAt]).toEqual([23n, 1n]);
    expect(json.slice(Number(challengeAt))).toMatch(/^"challenge":"one"/);
    expect(data).toBe(assertion.metadata.authenticatorData);
  });

  test("is remembered, and what the kit did not write is not taken for one", async () => {
    const store = createMemoryKeyStore();
    expect(await readPasskey(store)).toBeUndefined();
    const passkey = { id: "abc", publicKey: `0x${"12".repeat(64)}` as const };
    await writePasskey(store, passkey);
    expect(await readPasskey(store)).toEqual(passkey);
    for (const planted of [
      null,
      "abc",
      {},
      { id: 1, publicKey: passkey.publicKey },
      { id: "abc", publicKey: "0x12" },
    ]) {
      await store.write("passkey", planted);
      expect(await readPasskey(store), JSON.stringify(planted)).toBeUndefined();
    }
  });
});
