// npm run table: writes what the contracts read of the tables in game/rules; a test holds the files against them.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { renderNumbers } from "./renderNumbers";
import { renderTable } from "./renderTable";
import { fromRoot } from "./stack/paths";

const written = {
  "contracts/src/game/generated/Table.sol": renderTable(),
  "contracts/src/game/generated/Numbers.sol": renderNumbers(),
};
for (const [file, text] of Object.entries(written)) {
  mkdirSync(path.dirname(fromRoot(file)), { recursive: true });
  writeFileSync(fromRoot(file), text);
  console.log(`Wrote ${file}`);
}
