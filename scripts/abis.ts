// npm run contracts:abi: compiles the contracts and writes their ABIs for TypeScript, as text: a page that loads them loads
// half as much, and people can read them.
// With --check: fails when what is committed differs from what the sources give.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Abi, formatAbi } from "abitype";
import { buildContracts } from "./stack/contracts.ts";
import { fromRoot } from "./stack/paths.ts";

/** Two files, because the session kit is made to be lifted: it must not know the game. */
const KIT = "session/generated/abis.ts";
const CONTRACTS: Record<string, readonly string[]> = {
  [KIT]: [
    "GrantReader",
    "P256Sha256Verifier",
    "PlayerAccount",
    "PlayerAccountFactory",
    "SessionPaymaster",
    "SessionValidator",
  ],
  "app/_chain/generated/abis.ts": ["Bazaar", "Hourglass", "Items", "Sand"],
};

await buildContracts();
const changed = Object.entries(CONTRACTS).filter(([file, names]) => {
  const before = existsSync(fromRoot(file)) ? readFileSync(fromRoot(file), "utf8") : "";
  const whole = names.map((name) => toSource(toConstant(name), readAbi(name))).join("");
  const after = `import { parseAbi } from "viem";\n${whole}${file === KIT ? toSource("sessionErrors", readErrors(names)) : ""}`;
  if (before !== after) writeFileSync(fromRoot(file), after);
  return before !== after;
});

const files = (changed.length > 0 ? changed.map(([file]) => file) : Object.keys(CONTRACTS)).join(", ");
if (changed.length === 0) console.log(`The ABIs are what the contracts give (${files}).`);
else if (process.argv.includes("--check")) {
  console.error(`These ABIs did not match the contracts and were written anew; commit them: ${files}`);
  process.exit(1);
} else console.log(`Wrote ${files}.`);

function toConstant(name: string): string {
  return `${name[0]?.toLowerCase()}${name.slice(1)}Abi`;
}

function readAbi(name: string): Abi {
  return JSON.parse(readFileSync(fromRoot(`contracts/out/release/${name}.sol/${name}.json`), "utf8")).abi;
}

/** What any of them reverts with: a page decodes errors, and needs little else of the ABIs. */
function readErrors(names: readonly string[]): Abi {
  const errors = names.flatMap(readAbi).filter(({ type }) => type === "error");
  return [...new Map(errors.map((item) => [JSON.stringify(item), item])).values()];
}

function toSource(constant: string, abi: Abi): string {
  const lines = formatAbi(abi).map((text) => `  "${text}",\n`);
  return `\nexport const ${constant} = /*#__PURE__*/ parseAbi([\n${lines.join("")}]);\n`;
}
