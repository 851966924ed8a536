// Writes the golden vectors of the TypeScript rules to game/rules/vectors; contracts/test/game/Vectors.t.sol and
// Terrain.t.sol replay them against the contracts. With --check only compares and fails on drift.
import { readFileSync, writeFileSync } from "node:fs";
import { vectorFiles } from "./vectors/vectorFiles";

let drifted = false;
for (const [name, render] of Object.entries(vectorFiles)) {
  const url = new URL(`../game/rules/vectors/${name}`, import.meta.url);
  const text = render();
  if (!process.argv.includes("--check")) {
    writeFileSync(url, text);
    console.log(`Wrote game/rules/vectors/${name}, ${text.length} bytes`);
  } else if (readFileSync(url, "utf8") !== text) {
    drifted = true;
    console.error(`game/rules/vectors/${name} is not what the rules say. Run: npx tsx scripts/vectors.ts`);
  }
}
if (drifted) process.exit(1);
