import { toHex } from "viem";
import { generatePrivateKey, mnemonicToAccount } from "viem/accounts";
import { expect, test } from "vitest";

import { PUBLIC_MNEMONIC } from "@/scripts/stack/keys";
import { isPublicKey } from "./publicKeys";

test("recognises the twenty keys of the public phrase, and not ours", () => {
  for (let addressIndex = 0; addressIndex < 20; addressIndex++) {
    const { privateKey } = mnemonicToAccount(PUBLIC_MNEMONIC, { addressIndex }).getHdKey();
    expect(isPublicKey(toHex(privateKey ?? new Uint8Array())), String(addressIndex)).toBe(true);
  }
  expect(isPublicKey(generatePrivateKey())).toBe(false);
});

test.each([`0x${"11".repeat(32)}`, `0x${"dead".repeat(16)}`, `0x${"0".repeat(62)}2a`])(
  "recognises %s as a made-up key",
  (key) => {
    expect(isPublicKey(key)).toBe(true);
  },
);
