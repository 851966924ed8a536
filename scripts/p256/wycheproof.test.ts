import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openssl } from "./openssl";
import { renderRows, vectorFile } from "./render";
import { fromDer, readWycheproof } from "./wycheproof";

const KEY = `04${"12".repeat(64)}`;

function fileOf(kind: "p1363" | "der", sigs: readonly string[], change: object = {}): string {
  const schema = kind === "der" ? "ecdsa_verify_schema.json" : "ecdsa_p1363_verify_schema.json";
  const tests = sigs.map((sig, i) => ({ tcId: i + 1, comment: "a|b", msg: "", sig, result: "invalid", flags: ["X"] }));
  const testGroups = [{ key: { uncompressed: KEY }, sha: "SHA-256", tests }];
  return JSON.stringify({ numberOfTests: sigs.length, schema, testGroups, ...change });
}

const word = (value: bigint) => value.toString(16).padStart(64, "0");

describe("DER", () => {
  test.each([
    ["two small integers", "3006020101020102", 1n, 2n],
    ["zeros", "3006020100020100", 0n, 0n],
    ["a zero in front of a high bit", "300702020080020102", 128n, 2n],
    ["two of 32 bytes", `3044${`022011${"00".repeat(31)}`.repeat(2)}`, 17n << 248n, 17n << 248n],
  ])("%s becomes r || s", (_, hex, r, s) => expect(fromDer(hex)).toBe(`0x${word(r)}${word(s)}`));

  test.each([
    ["nothing", ""],
    ["another tag", "3106020101020102"],
    ["another tag inside", "3006030101020102"],
    ["a byte behind", "300602010102010200"],
    ["a byte behind, inside", "300702010102010200"],
    ["a byte less", "30060201010201"],
    ["a superfluous zero", "300702020001020102"],
    ["a superfluous sign", "30070202ff80020102"],
    ["an empty integer", "30050200020102"],
    ["a long form without need", "308106020101020102"],
    ["a length without end", "30800201010201020000"],
    ["one integer", "3003020101"],
    ["a negative integer", "30060201ff020102"],
    ["33 bytes", `3026022101${"00".repeat(32)}020102`],
  ])("refused: %s", (_, hex) => expect(fromDer(hex)).toBeUndefined());
});

describe("a file of Wycheproof", () => {
  test("of raw signatures is taken whole, whatever their length", () => {
    const rows = readWycheproof("p1363", fileOf("p1363", ["0102", ""]));
    expect(rows.map(({ signature }) => signature)).toEqual(["0x0102", "0x"]);
  });

  test("of DER is taken as far as it can be written as r || s", () => {
    const rows = readWycheproof("der", fileOf("der", ["3006020101020102", "30"]));
    expect(rows.map(({ signature }) => signature)).toEqual([`0x${word(1n)}${word(2n)}`]);
  });

  test.each([
    ["another schema", { schema: "ecdh_test_schema.json" }, "Seen a file of ecdh_test_schema.json"],
    ["tests lost", { numberOfTests: 3 }, "Seen 1 tests, the file says 3"],
    ["another hash", { testGroups: [{ key: { uncompressed: KEY }, sha: "SHA-512", tests: [{}] }] }, "with SHA-512"],
    ["another curve", { testGroups: [{ key: { uncompressed: "0402" }, sha: "SHA-256", tests: [{}] }] }, "key 0402"],
  ])("is refused: %s", (_, change, words) => {
    expect(() => readWycheproof("p1363", fileOf("p1363", ["00"], change))).toThrow(words);
  });

  test("is written a line for each test, of eight fields", () => {
    const { rows } = JSON.parse(renderRows(readWycheproof("p1363", fileOf("p1363", ["00"]))));
    expect(rows).toEqual([`p1363|1|invalid|X|0x${KEY.slice(2)}|0x|0x00|a/b`]);
  });
});

test("OpenSSL agrees with every committed row", () => {
  const { rows }: { rows: string[] } = JSON.parse(readFileSync(vectorFile("wycheproof"), "utf8"));
  const fields = rows.map((row) => row.split("|"));
  expect(fields).toHaveLength(437);
  const disagrees = ([, , result, , key = "", message = "", signature = ""]: string[]) =>
    openssl(key, message, signature) !== (result === "valid");
  expect(fields.filter(disagrees)).toEqual([]);
});
