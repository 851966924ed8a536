// npm run contracts:abi: compiles the contracts and writes their ABIs for TypeScript.
// With --check: fails when what is committed differs from what the sources give.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { buildContracts } from "./stack/contracts.ts";
import { fromRoot } from "./stack/paths.ts";
import { run } from "./stack/run.ts";

const FILES = ["session/generated/abis.ts", "app/_chain/generated/abis.ts"];
const read = () => FILES.map((file) => (existsSync(fromRoot(file)) ? readFileSync(fromRoot(file), "utf8") : ""));

const before = read();
await buildContracts();
const cli = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@wagmi/cli/package.json")),
  "dist/esm/cli.js",
);
await run(process.execPath, ["--import", "tsx", cli, "generate"]);
const after = read();
const changed = FILES.filter((_, index) => before[index] !== after[index]);

if (changed.length === 0) console.log(`The ABIs are what contracts/src gives (${FILES.join(", ")}).`);
else if (process.argv.includes("--check")) {
  console.error(`These ABIs did not match contracts/src and were written anew; commit them: ${changed.join(", ")}`);
  process.exit(1);
} else console.log(`Wrote ${changed.join(", ")}.`);
