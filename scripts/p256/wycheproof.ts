import { readDer } from "./der.ts";

/** One test of Project Wycheproof; all but numbers and words in hexadecimal with 0x. */
export type Row = {
  /** Which of the two files: raw r || s, or DER. */
  file: "p1363" | "der";
  tcId: number;
  /** Wycheproof's own word. */
  result: "valid" | "invalid" | "acceptable";
  flags: readonly string[];
  comment: string;
  /** x || y */
  key: string;
  message: string;
  /** As our verifier takes it: r || s where the encoding is right, else whatever the test has. */
  signature: string;
};

/** `leftOut` are tests of the DER file that cannot be written as r || s: see {@link readWycheproof}. */
export type Read = { rows: Row[]; leftOut: { malformed: number; outOfRange: number } };

type Group = {
  key: { uncompressed: string };
  sha: string;
  tests: { tcId: number; comment: string; msg: string; sig: string; result: string; flags: string[] }[];
};

/**
 * Reads a file of Wycheproof's ECDSA tests for P-256 and SHA-256. Of the p1363 file every test is taken. Our verifier
 * reads r || s only, so a test of the DER file is left out when its bytes are no DER (`malformed`), or when r or s is
 * negative or longer than 32 bytes (`outOfRange`).
 * @throws When the file is of another kind, or holds another number of tests than it says.
 */
export function readWycheproof(file: Row["file"], text: string): Read {
  const { numberOfTests, schema, testGroups } = JSON.parse(text);
  const wanted = file === "der" ? "ecdsa_verify_schema.json" : "ecdsa_p1363_verify_schema.json";
  if (schema !== wanted) throw new Error(`Seen a file of ${schema}, wanted one of ${wanted}.`);
  const leftOut = { malformed: 0, outOfRange: 0 };
  const groups: Group[] = testGroups;
  const all = groups.flatMap((group) => group.tests.map((test) => rowOf(file, group, test)));
  if (all.length !== numberOfTests) throw new Error(`Seen ${all.length} tests, the file says ${numberOfTests}.`);
  const rows = file === "p1363" ? all : all.flatMap((row) => fromDer(row, leftOut));
  return { rows, leftOut };
}

function rowOf(file: Row["file"], { key, sha }: Group, test: Group["tests"][number]): Row {
  const { tcId, comment, flags, result } = test;
  if (sha !== "SHA-256" || !/^04[0-9a-f]{128}$/.test(key.uncompressed)) {
    throw new Error(`Seen a key ${key.uncompressed} with ${sha} in test ${tcId}, wanted one of P-256 with SHA-256.`);
  }
  if (result !== "valid" && result !== "invalid" && result !== "acceptable") {
    throw new Error(`Seen the result '${result}' in test ${tcId}, wanted valid, invalid or acceptable.`);
  }
  const bytes = { key: `0x${key.uncompressed.slice(2)}`, message: `0x${test.msg}`, signature: `0x${test.sig}` };
  return { file, tcId, result, flags, comment, ...bytes };
}

function fromDer(row: Row, leftOut: Read["leftOut"]): Row[] {
  const read = readDer(row.signature.slice(2));
  if (!read) {
    leftOut.malformed++;
    return [];
  }
  const { r, s } = read;
  if ([r, s].some((each) => each < 0n || each >> 256n > 0n)) {
    leftOut.outOfRange++;
    return [];
  }
  const word = (value: bigint) => value.toString(16).padStart(64, "0");
  return [{ ...row, signature: `0x${word(r)}${word(s)}` }];
}
