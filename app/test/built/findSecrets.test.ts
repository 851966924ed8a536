import { generateKeyPairSync } from "node:crypto";
import { english, generateMnemonic, generatePrivateKey } from "viem/accounts";
import { describe, expect, test } from "vitest";

import { findSecrets } from "./findSecrets";

const PUBLIC = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
const find = (text: string, known: Record<string, string> = {}) =>
  findSecrets(`const a=1;${text};const b=2;`, known, (digits) => digits === PUBLIC).map(({ kind }) => kind);

describe("in code for the browser is found", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = generatePrivateKey();

  test.each([
    ["a key as hex", `x="${key}"`, /nobody knows/],
    ["a key without its prefix, in upper case", `x="${key.slice(2).toUpperCase()}"`, /nobody knows/],
    ["a key as a number", `x=${key}n`, /nobody knows/],
    ["PEM", privateKey.export({ type: "pkcs8", format: "pem" }).toString(), /PEM/],
    ["PKCS#8", privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"), /PKCS/],
    ["JWK", JSON.stringify(privateKey.export({ format: "jwk" })), /JWK/],
    ["JWK, minified", `{kty:"EC",d:"${privateKey.export({ format: "jwk" }).d}"}`, /JWK/],
    ["a recovery phrase", `x="${generateMnemonic(english)}"`, /recovery phrase/],
    ["a recovery phrase in a sentence", `x="my words are ${generateMnemonic(english, 256)} and no more"`, /recovery/],
  ])("%s", (_, text, words) => {
    expect(find(text)).toContainEqual(expect.stringMatching(words));
  });

  const bytes = [...Buffer.from(key.slice(2), "hex")];
  test.each([
    ["as hex", key.slice(2)],
    ["as a decimal number", `${BigInt(key)}n`],
    ["as bytes", `[${bytes.join(",")}]`],
    ["as bytes with spaces", `[${bytes.join(", ")}]`],
    ["as base64", Buffer.from(bytes).toString("base64")],
    ["as base64url", Buffer.from(bytes).toString("base64url")],
  ])("a known key %s, with its name", (_, text) => {
    expect(find(text, { RELAYER_KEY: key })).toContain("the value of RELAYER_KEY");
  });

  test("a known value that is no key", () => {
    expect(find('fetch("https://rpc.example/v2/planted")', { RPC_URL: "https://rpc.example/v2/planted" })).toEqual([
      "the value of RPC_URL",
    ]);
  });
});

describe("nothing is found in", () => {
  test.each([
    ["a number that everybody knows", `0x${PUBLIC}n`],
    [
      "a public key",
      JSON.stringify(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" })),
    ],
    ["bytecode", `0x${"6080".repeat(80)}`],
    [
      "a long sentence",
      "the player signs one readable grant and for the next hour every step is free and asks nothing",
    ],
    ["an address", "0x4337084d9e255ff0702461cf8895ce9e3b5ff108"],
  ])("%s", (_, text) => {
    expect(find(text, { LOG_LEVEL: "info", CHAIN_ID: "31337" })).toEqual([]);
  });
});
