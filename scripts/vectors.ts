// Writes the golden vectors of the TypeScript rules to game/rules/vectors; contracts/test/game/Vectors.t.sol and
// Terrain.t.sol replay them against the contracts. With --check only compares and fails on drift.
import { readFileSync, writeFileSync } from "node:fs";
import { renderActions } from "./vectors/renderActions";
import { renderTerrain } from "./vectors/renderTerrain";

const files: Record<string, () => unknown> = {
  "terrain.json": renderTerrain,
  "actions-1.json": () => renderActions(1, 6, 200),
  "actions-2.json": () => renderActions(2, 12, 100),
};

let drifted = false;
for (const [name, render] of Object.entries(files)) {
  const url = new URL(`../game/rules/vectors/${name}`, import.meta.url);
  const text = `${JSON.stringify(render())}\n`;
  if (!process.argv.includes("--check")) {
    writeFileSync(url, text);
    console.log(`Wrote game/rules/vectors/${name}, ${text.length} bytes`);
  } else if (readFileSync(url, "utf8") !== text) {
    drifted = true;
    console.error(`game/rules/vectors/${name} is not what the rules say. Run: npx tsx scripts/vectors.ts`);
  }
}
if (drifted) process.exit(1);
