// Writes contracts/src/game/generated/Table.sol from game/rules/table.ts; with --check only compares and fails on drift.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { renderTable } from "./renderTable";

const path = fileURLToPath(new URL("../contracts/src/game/generated/Table.sol", import.meta.url));
const wanted = renderTable();

if (process.argv.includes("--check")) {
  if (readOrEmpty(path) !== wanted) {
    console.error(
      "contracts/src/game/generated/Table.sol is not what game/rules/table.ts says. Run: npx tsx scripts/table.ts",
    );
    process.exit(1);
  }
  console.log("Table.sol is what game/rules/table.ts says.");
} else {
  writeFileSync(path, wanted);
  console.log("Wrote contracts/src/game/generated/Table.sol");
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
