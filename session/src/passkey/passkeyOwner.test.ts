import { p256 } from "@noble/curves/p256";
import {
  bytesToHex,
  concat,
  decodeAbiParameters,
  type Hex,
  hexToBytes,
  numberToHex,
  parseAbiParameters,
  sha256,
  slice,
  stringToHex,
} from "viem";
import { describe, expect, test } from "vitest";
import { toLowS } from "../keys/p256.ts";
import { createMemoryKeyStore } from "../store/keyStore.ts";
import { readPasskey, writePasskey } from "./passkey.ts";
import { encodeAssertion, recoverKeys } from "./passkeyOwner.ts";

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** An authenticator's answer, with s as high or as low as asked for. */
function assertWith(privateKey: Hex, challenge: string, isHigh = false) {
  const clientDataJSON = `{"type":"webauthn.get","challenge":"${challenge}","origin":"http://localhost"}`;
  const authenticatorData = concat([sha256(stringToHex("localhost")), "0x05", "0x00000000"]);
  const payload = sha256(concat([authenticatorData, sha256(stringToHex(clientDataJSON))]));
  const { r, s } = p256.sign(hexToBytes(payload), hexToBytes(privateKey));
  const low = toLowS(s);
  const signature = concat([numberToHex(r, { size: 32 }), numberToHex(isHigh ? ORDER - low : low, { size: 32 })]);
  const webauthn = {
    authenticatorData,
    clientDataJSON,
    challengeIndex: 23,
    typeIndex: 1,
    userVerificationRequired: true,
  };
  return { signature, webauthn };
}

describe("a passkey", () => {
  test.each([false, true])("is found from two of its signatures, high s: %s", (isHigh) => {
    const privateKey = bytesToHex(p256.utils.randomPrivateKey());
    const publicKey = slice(bytesToHex(p256.getPublicKey(hexToBytes(privateKey), false)), 1);
    const first = recoverKeys(assertWith(privateKey, "one", isHigh));
    const second = recoverKeys(assertWith(privateKey, "two"));
    expect(first).toHaveLength(2);
    expect(second.filter((key) => first.includes(key))).toEqual([publicKey]);
  });

  test("is not found from signatures of two passkeys", () => {
    const first = recoverKeys(assertWith(bytesToHex(p256.utils.randomPrivateKey()), "one"));
    const second = recoverKeys(assertWith(bytesToHex(p256.utils.randomPrivateKey()), "two"));
    expect(second.filter((key) => first.includes(key))).toEqual([]);
  });

  test.each([false, true])("signs with low s, whatever the device returned: high %s", (isHigh) => {
    const assertion = assertWith(bytesToHex(p256.utils.randomPrivateKey()), "one", isHigh);
    const layout = parseAbiParameters("bytes32, bytes32, uint256, uint256, bytes, string");
    const [r, s, challengeAt, typeAt, data, json] = decodeAbiParameters(layout, encodeAssertion(assertion));
    expect(r).toBe(slice(assertion.signature, 0, 32));
    expect(BigInt(s)).toBe(toLowS(BigInt(slice(assertion.signature, 32, 64))));
    expect(BigInt(s)).toBeLessThanOrEqual(ORDER / 2n);
    expect([challengeAt, typeAt]).toEqual([23n, 1n]);
    expect(json.slice(Number(challengeAt))).toMatch(/^"challenge":"one"/);
    expect(data).toBe(assertion.webauthn.authenticatorData);
  });

  test("is stored, and a record that the kit did not write is ignored", async () => {
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
