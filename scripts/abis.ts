// npm run contracts:abi: compiles the contracts and writes their ABIs for TypeScript.
// With --check: fails when what is committed differs from what the sources give.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Abi, AbiItem } from "viem";
import { formatAbiItem } from "viem/utils";
import { buildContracts } from "./stack/contracts.ts";
import { fromRoot } from "./stack/paths.ts";
import { run } from "./stack/run.ts";

const ERRORS = "session/generated/errors.ts";
const FILES = ["session/generated/abis.ts", ERRORS, "app/_chain/generated/abis.ts"];
/** Whose errors a session's operation can meet, or its owner's. */
const SPEAKERS = ["SessionValidator", "GrantReader", "SessionPaymaster", "PlayerAccount", "PlayerAccountFactory"];
const read = () => FILES.map((file) => (existsSync(fromRoot(file)) ? readFileSync(fromRoot(file), "utf8") : ""));

const before = read();
await buildContracts();
const cli = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@wagmi/cli/package.json")),
  "dist/esm/cli.js",
);
await run(process.execPath, ["--import", "tsx", cli, "generate"]);
writeFileSync(fromRoot(ERRORS), errorTexts());
const after = read();
const changed = FILES.filter((_, index) => before[index] !== after[index]);

/** A page decodes errors and needs little else: as text they weigh a tenth of the ABIs. */
function errorTexts(): string {
  const items = SPEAKERS.flatMap((name): Abi => {
    return JSON.parse(readFileSync(fromRoot(`contracts/out/release/${name}.sol/${name}.json`), "utf8")).abi;
  });
  const errors = items.filter((item: AbiItem) => item.type === "error");
  const texts = [...new Set(errors.map((item) => `  "error ${formatAbiItem(item, { includeName: true })}",`))].sort();
  return `/** What the session contracts revert with, for viem's \`parseAbi\`. */\nexport const sessionErrors = [\n${texts.join("\n")}\n] as const;\n`;
}

if (changed.length === 0) console.log(`The ABIs are what contracts/src gives (${FILES.join(", ")}).`);
else if (process.argv.includes("--check")) {
  console.error(`These ABIs did not match contracts/src and were written anew; commit them: ${changed.join(", ")}`);
  process.exit(1);
} else console.log(`Wrote ${changed.join(", ")}.`);
