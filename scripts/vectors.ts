// Writes what the tests of TypeScript and of the contracts compare themselves with:
//   npm run vectors           of the game's rules (game/rules/vectors), which Vectors.t.sol and Terrain.t.sol replay
//   npm run sequences         what Sequences.t.sol replays; `npm test` does so by itself
//   npm run vectors:grants    of docs/grant.md (session/vectors), and owners' signatures (OwnerSignature.vectors.t.sol)
//   npm run vectors:p256      of P-256 (P256.*.t.sol). The edges are computed here; those of others come from folders, and
//       contracts/test/session/vectors/README.md says where to get these: --nist FOLDER (FIPS_186-3 of CAVP's ECDSA files),
//       --wycheproof FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { grantVectors } from "@/session/test/vectors/files";
import { edgeVectors } from "./p256/edges.ts";
import { readNist } from "./p256/nist.ts";
import { NIST_SOURCE, renderRows, renderVectors, vectorFile, WYCHEPROOF_FILES } from "./p256/render.ts";
import { readWycheproof } from "./p256/wycheproof.ts";
import { fromRoot } from "./stack/paths.ts";
import { writeSequences } from "./vectors/renderSequences";
import { vectorFiles } from "./vectors/vectorFiles";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { nist: { type: "string" }, wycheproof: { type: "string" } },
});

function write(file: string, text: string): void {
  writeFileSync(file, text);
  console.log(`Wrote ${path.relative(fromRoot(), file)}, ${text.length} bytes`);
}

function writeP256({ nist, wycheproof }: typeof values): void {
  write(vectorFile("edges"), renderVectors("scripts/p256/edges.ts", edgeVectors()));
  if (nist !== undefined) {
    const read = (file: string) => readNist(readFileSync(path.join(nist, file), "utf8"));
    write(vectorFile("nist"), renderVectors(NIST_SOURCE, [...read("SigVer.rsp"), ...read("SigGen.txt")]));
  }
  if (wycheproof !== undefined) {
    const read = (file: keyof typeof WYCHEPROOF_FILES) =>
      readWycheproof(file, readFileSync(path.join(wycheproof, WYCHEPROOF_FILES[file]), "utf8"));
    write(vectorFile("wycheproof"), renderRows([...read("p1363"), ...read("der")]));
  }
}

const kinds: Record<string, () => void | Promise<void>> = {
  game: () => {
    for (const [name, render] of Object.entries(vectorFiles)) write(fromRoot("game/rules/vectors", name), render());
  },
  sequences: writeSequences,
  grants: async () => {
    for (const [file, render] of Object.entries(grantVectors())) write(fromRoot(file), await render());
  },
  p256: () => writeP256(values),
};
const kind = kinds[positionals[0] ?? ""];
if (!kind || positionals.length > 1)
  throw new Error(`Seen '${positionals.join(" ")}'; wanted ${Object.keys(kinds).join(", ")}.`);
await kind();
