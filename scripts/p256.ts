// npm run vectors:p256: writes the vectors of P-256 that contracts/test/session/P256.*.t.sol run. The edges are computed
// here; those of others come from folders, and contracts/test/session/vectors/README.md says where to get these:
// `--nist <folder FIPS_186-3 of CAVP's ECDSA files>`, `--wycheproof <folder of Wycheproof's test vectors>`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { edgeVectors } from "./p256/edges.ts";
import { readNist } from "./p256/nist.ts";
import { readOptions } from "./p256/options.ts";
import { NIST_SOURCE, renderRows, renderVectors, vectorFile, WYCHEPROOF_FILES } from "./p256/render.ts";
import { readWycheproof } from "./p256/wycheproof.ts";

const { nist, wycheproof } = readOptions(process.argv.slice(2));

writeFileSync(vectorFile("edges"), renderVectors("scripts/p256/edges.ts", edgeVectors()));
if (nist !== undefined) {
  const read = (file: string) => readNist(readFileSync(path.join(nist, file), "utf8"));
  writeFileSync(vectorFile("nist"), renderVectors(NIST_SOURCE, [...read("SigVer.rsp"), ...read("SigGen.txt")]));
}
if (wycheproof !== undefined) {
  const rows = (["p1363", "der"] as const).flatMap((file) => {
    const read = readWycheproof(file, readFileSync(path.join(wycheproof, WYCHEPROOF_FILES[file]), "utf8"));
    const { malformed, outOfRange } = read.leftOut;
    console.log(
      `${file}: ${read.rows.length} used; left out: ${malformed} that are no DER, ${outOfRange} out of range`,
    );
    return read.rows;
  });
  writeFileSync(vectorFile("wycheproof"), renderRows(rows));
}
