// npm run table: writes contracts/src/game/generated/Table.sol from game/rules/table.ts; a test holds it against that.
import { writeFileSync } from "node:fs";
import { renderTable } from "./renderTable";
import { fromRoot } from "./stack/paths";

writeFileSync(fromRoot("contracts/src/game/generated/Table.sol"), renderTable());
console.log("Wrote contracts/src/game/generated/Table.sol");
