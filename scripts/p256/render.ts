import { fromRoot } from "../stack/paths.ts";
import type { Vector } from "./edges.ts";
import type { Row } from "./wycheproof.ts";

export const NIST_SOURCE =
  "NIST CAVP, FIPS 186-3 ECDSA, CAVS 11.0 (SigVer.rsp, SigGen.txt): works of the United States government, not subject to copyright";

/** The files that are read, in the folder of the test vectors. */
export const WYCHEPROOF_FILES = {
  p1363: "ecdsa_secp256r1_sha256_p1363_test.json",
  der: "ecdsa_secp256r1_sha256_test.json",
} as const;

const WYCHEPROOF_SOURCE =
  "Project Wycheproof, generator 0.8r12, Copyright Google Inc., Apache License 2.0; selected and rewritten, see README.md and LICENSE-wycheproof.txt";

export const vectorFile = (name: "edges" | "nist" | "wycheproof"): string =>
  fromRoot("contracts/test/session/vectors", `p256-${name}.json`);

/** A line for each test, of fields that forge can split: JSON of mixed types it cannot read. */
export function renderRows(rows: readonly Row[]): string {
  const lines = rows.map(({ file, tcId, result, flags, key, message, signature, comment }) =>
    [file, tcId, result, flags.join(","), key, message, signature, comment.replaceAll("|", "/")].join("|"),
  );
  const fields = "file|tcId|result|flags|key|message|signature|comment";
  return `${JSON.stringify({ source: WYCHEPROOF_SOURCE, fields, rows: lines }, undefined, 1)}\n`;
}

const word = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;

/** Column by column, since forge reads arrays of one type. A message of zero: the digest was chosen. */
export function renderVectors(source: string, vectors: readonly Vector[]): string {
  const column = (of: (vector: Vector) => bigint) => vectors.map((vector) => word(of(vector)));
  const columns = {
    source,
    what: vectors.map(({ what }) => what),
    valid: vectors.map(({ valid }) => valid),
    message: column(({ message }) => message ?? 0n),
    digest: column(({ digest }) => digest),
    r: column(({ r }) => r),
    s: column(({ s }) => s),
    x: column(({ key }) => key.x),
    y: column(({ key }) => key.y),
  };
  return `${JSON.stringify(columns, undefined, 1)}\n`;
}
