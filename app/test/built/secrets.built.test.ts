import { describe, expect, test } from "vitest";
import { localKeys, PUBLIC_MNEMONIC } from "@/scripts/stack/keys";
import { findSecrets, readNumbers } from "./findSecrets";
import { buildEnvironment, readKnownSecrets } from "./known";
import { runBuilt } from "./serve";
import { findPublished, readServedFiles } from "./served";

const known = readKnownSecrets();
const files = readServedFiles();
const published = findPublished(new Set(files.flatMap(({ text }) => readNumbers(text))));

const isPublic = (digits: string) => published.has(digits) || /^0*1?$/.test(digits);
const search = (text: string) => findSecrets(text, known, isPublic);

describe("what the build gives to browsers", () => {
  test("holds no key, no phrase, and no value of the server's environment", () => {
    expect(files.filter(({ name }) => name.endsWith(".js")).length).toBeGreaterThan(5);
    const found = files.flatMap(({ name, text }) => search(text).map(({ kind, at }) => `${name}, at ${at}: ${kind}`));
    expect(found).toEqual([]);
  });

  test.each([
    ["a key of nobody", `"0x${"4f".repeat(31)}a7"`],
    ["the local sponsor's key", localKeys.sponsorSigner.slice(2)],
    ["the local relayer's key, as a number", `${BigInt(localKeys.relayer)}n`],
    ["the public phrase", `"${PUBLIC_MNEMONIC}"`],
    ["the database's address", buildEnvironment.DATABASE_URL],
    ["a JWK", `{kty:"EC",crv:"P-256",d:"${"k".repeat(43)}"}`],
  ])("and would be found with %s planted in it", (_, planted) => {
    const chunk = files.reduce((largest, file) => (file.text.length > largest.text.length ? file : largest));
    const middle = chunk.text.indexOf(";", chunk.text.length / 2) + 1;
    const text = `${chunk.text.slice(0, middle)}var planted=${planted};${chunk.text.slice(middle)}`;
    expect(search(text).length).toBeGreaterThan(search(chunk.text).length);
  });
});

describe("what the server says", () => {
  const url = runBuilt(buildEnvironment);

  test.each(["/", "/play", "/nothing", "/api/config", "/api/health", "/api/boards/today", "/api/events?account=1"])(
    "%s holds none either, also with everything behind it down",
    async (path) => {
      const response = await fetch(`${url()}${path}`);
      const text = `${JSON.stringify([...response.headers])}${await response.text()}`;
      expect(search(text).map(({ kind }) => kind)).toEqual([]);
    },
  );
});
