// Writes the vectors of P-256 that contracts/test/session/P256.vectors.t.sol runs.
// The edges are computed here. NIST's come with the folder FIPS_186-3 of CAVP's ECDSA files, for example from Debian's
// python3-cryptography-vectors: `tsx scripts/p256.ts <folder>`. Without a folder they stay as they are.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { edgeVectors } from "./p256/edges.ts";
import { readNist } from "./p256/nist.ts";
import { NIST_SOURCE, renderVectors, vectorFile } from "./p256/render.ts";

const [folder] = process.argv.slice(2);
writeFileSync(vectorFile("edges"), renderVectors("scripts/p256/edges.ts", edgeVectors()));
if (folder !== undefined) {
  const read = (file: string) => readNist(readFileSync(path.join(folder, file), "utf8"));
  writeFileSync(vectorFile("nist"), renderVectors(NIST_SOURCE, [...read("SigVer.rsp"), ...read("SigGen.txt")]));
}
