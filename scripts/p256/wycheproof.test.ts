import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDer } from "./der";
import { readOptions } from "./options";
import { renderRows, vectorFile } from "./render";
import { readWycheproof } from "./wycheproof";

const KEY = `04${"12".repeat(64)}`;

function fileOf(kind: "p1363" | "der", sigs: readonly string[], change: object = {}): string {
  const schema = kind === "der" ? "ecdsa_verify_schema.json" : "ecdsa_p1363_verify_schema.json";
  const tests = sigs.map((sig, i) => ({ tcId: i + 1, comment: "a|b", msg: "", sig, result: "invalid", flags: ["X"] }));
  const testGroups = [{ key: { uncompressed: KEY }, sha: "SHA-256", tests }];
  return JSON.stringify({ numberOfTests: sigs.length, schema, testGroups, ...change });
}

describe("DER", () => {
  test.each([
    ["two small integers", "3006020101020102", { r: 1n, s: 2n }],
    ["a zero in front of a high bit", "3007020200800201ff", { r: 128n, s: -1n }],
    [
      "the long form where it is needed",
      `308186020101028180${"11".repeat(128)}`,
      { r: 1n, s: (256n ** 128n - 1n) / 15n },
    ],
  ])("%s", (_, hex, read) => expect(readDer(hex)).toEqual(read));

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
  ])("refused: %s", (_, hex) => expect(readDer(hex)).toBeUndefined());
});

describe("a file of Wycheproof", () => {
  test("of raw signatures is taken whole, whatever their length", () => {
    const { rows, leftOut } = readWycheproof("p1363", fileOf("p1363", ["0102", ""]));
    expect(rows.map(({ signature }) => signature)).toEqual(["0x0102", "0x"]);
    expect(leftOut).toEqual({ malformed: 0, outOfRange: 0 });
  });

  test("of DER is rewritten to r || s, and what cannot be is counted", () => {
    const long = `3026022101${"00".repeat(32)}020102`;
    const { rows, leftOut } = readWycheproof(
      "der",
      fileOf("der", ["3006020101020102", "30", long, "30060201ff020102"]),
    );
    expect(rows.map(({ signature }) => signature)).toEqual([`0x${"1".padStart(64, "0")}${"2".padStart(64, "0")}`]);
    expect(leftOut).toEqual({ malformed: 1, outOfRange: 2 });
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
    const { rows } = JSON.parse(renderRows(readWycheproof("p1363", fileOf("p1363", ["00"])).rows));
    expect(rows).toEqual([`p1363|1|invalid|X|0x${KEY.slice(2)}|0x|0x00|a/b`]);
  });
});

/** OpenSSL's opinion, which takes high s. */
function openssl([, , , , key = "", message = "", signature = ""]: string[]): boolean {
  const half = (from: number) => Buffer.from(key.slice(from, from + 64), "hex").toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", x: half(2), y: half(66) };
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  const bytes = (hex: string) => Buffer.from(hex.slice(2), "hex");
  return verify("sha256", bytes(message), { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes(signature));
}

test("OpenSSL agrees with every committed row", () => {
  const { rows }: { rows: string[] } = JSON.parse(readFileSync(vectorFile("wycheproof"), "utf8"));
  const fields = rows.map((row) => row.split("|"));
  expect(fields).toHaveLength(437);
  expect(fields.filter((row) => openssl(row) !== (row[2] === "valid"))).toEqual([]);
});

describe("the command line", () => {
  test("names folders", () => {
    expect(readOptions([])).toEqual({});
    expect(readOptions(["--wycheproof", "a", "--nist", "b"])).toEqual({ wycheproof: "a", nist: "b" });
  });

  test("is refused with what is allowed", () => {
    expect(() => readOptions(["folder"])).toThrow("Seen 'folder'. Flags: --nist");
    expect(() => readOptions(["--nist"])).toThrow("Seen --nist without a folder. Flags:");
  });
});
