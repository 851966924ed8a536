// npm run gas: measures, and writes contracts/snapshots and what docs/gas.md shows of them anew.
import { readFileSync, writeFileSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";
import { measure } from "./gas/measure.ts";
import { renderBesideTable, renderDocument, renderSplitTable } from "./gas/renderGas.ts";

const measured = await measure();
console.log(`\n${renderSplitTable(measured.splits)}\n\n${renderBesideTable(measured)}\n`);
writeFileSync(fromRoot("contracts/snapshots/split.json"), `${JSON.stringify(measured, undefined, 2)}\n`);
const document = fromRoot("docs/gas.md");
writeFileSync(document, renderDocument(readFileSync(document, "utf8"), measured));
