import { fromRoot } from "../stack/paths.ts";
import type { Vector } from "./edges.ts";

export const NIST_SOURCE =
  "NIST CAVP, FIPS 186-3 ECDSA, CAVS 11.0 (SigVer.rsp, SigGen.txt): works of the United States government, not subject to copyright";

export const vectorFile = (name: "edges" | "nist"): string =>
  fromRoot("contracts/test/session/vectors", `p256-${name}.json`);

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
