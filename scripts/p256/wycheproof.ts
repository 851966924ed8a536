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

type Group = {
  key: { uncompressed: string };
  sha: string;
  tests: { tcId: number; comment: string; msg: string; sig: string; result: string; flags: string[] }[];
};

/**
 * Reads a file of Wycheproof's ECDSA tests for P-256 and SHA-256. Of the p1363 file every test is taken. Our verifier
 * reads r || s only, so a test of the DER file is left out when it cannot be written so.
 * @throws When the file is of another kind, or holds another number of tests than it says.
 */
export function readWycheproof(file: Row["file"], text: string): Row[] {
  const { numberOfTests, schema, testGroups } = JSON.parse(text);
  const wanted = file === "der" ? "ecdsa_verify_schema.json" : "ecdsa_p1363_verify_schema.json";
  if (schema !== wanted) throw new Error(`Seen a file of ${schema}, wanted one of ${wanted}.`);
  const groups: Group[] = testGroups;
  const all = groups.flatMap((group) => group.tests.map((test) => rowOf(file, group, test)));
  if (all.length !== numberOfTests) throw new Error(`Seen ${all.length} tests, the file says ${numberOfTests}.`);
  if (file === "p1363") return all;
  return all.flatMap((row) => {
    const signature = fromDer(row.signature.slice(2));
    return signature === undefined ? [] : [{ ...row, signature }];
  });
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

/**
 * Rewrites SEQUENCE { INTEGER r, INTEGER s } of hexadecimal DER. Whatever it is, it is read as if it were right, and written again:
 * DER has one way only to write two numbers that are not negative.
 * @returns r || s; nothing when it was not written that way, or a number has more than 32 bytes.
 */
export function fromDer(hex: string): string | undefined {
  const length = 2 * Number.parseInt(hex.slice(6, 8), 16);
  const [r, s] = [hex.slice(8, 8 + length), hex.slice(12 + length)].map((digits) => BigInt(`0x0${digits}`));
  if (r === undefined || s === undefined || r >> 256n || s >> 256n) return undefined;
  const isRight = element("30", integer(r) + integer(s)) === hex;
  return isRight ? `0x${[r, s].map((value) => value.toString(16).padStart(64, "0")).join("")}` : undefined;
}

const element = (tag: string, content: string) => `${tag}${even((content.length / 2).toString(16))}${content}`;
const even = (digits: string) => (digits.length % 2 === 0 ? digits : `0${digits}`);

/** A first byte of 128 or more would be a sign. */
function integer(value: bigint): string {
  const digits = even(value.toString(16));
  return element("02", Number.parseInt(digits.slice(0, 2), 16) < 0x80 ? digits : `00${digits}`);
}
