import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fromRoot } from "../stack/paths";

/** What each folder of contracts/src may import besides itself. `session` is made to be lifted: nothing of the project. */
const SOLIDITY_LAW: Readonly<Record<string, readonly string[]>> = {
  session: ["@openzeppelin/contracts/"],
  paymaster: ["@openzeppelin/contracts/", "session/"],
  account: ["@openzeppelin/contracts/", "session/"],
  game: ["@openzeppelin/contracts/"],
  examples: ["@openzeppelin/contracts/", "session/"],
};

/** Every form of the language: `import "x"`, `import "x" as y`, `import * as y from "x"`, `import {y} from "x"`. */
const IMPORT = /\bimport\b[^;"']*["']([^"']+)["']/g;
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/**
 * The imports of a source that its folder may not have.
 * @param file Relative to contracts/src, for example `session/Grant.sol`.
 */
function lawlessImports(file: string, source: string): string[] {
  const folder = file.split("/")[0] ?? "";
  const allowed = [`${folder}/`, ...(SOLIDITY_LAW[folder] ?? [])];
  return [...source.replace(COMMENT, "").matchAll(IMPORT)].flatMap(([, name = ""]) => {
    const from = name.startsWith(".") ? path.posix.join(path.posix.dirname(file), name) : name;
    return allowed.some((start) => from.startsWith(start)) ? [] : [name];
  });
}

const sources = readdirSync(fromRoot("contracts/src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sol"))
  .map((file) => [file.replaceAll("\\", "/"), readFileSync(fromRoot("contracts/src", file), "utf8")] as const);

test.each(Object.keys(SOLIDITY_LAW))("contracts/src/%s imports what it may, and it was read", (folder) => {
  const files = sources.filter(([file]) => file.startsWith(`${folder}/`));
  expect(files.length).toBeGreaterThan(1);
  expect(files.flatMap(([file, source]) => lawlessImports(file, source).map((name) => `${file}: ${name}`))).toEqual([]);
  expect(files.some(([, source]) => source.includes("import {"))).toBe(true);
});

test("every folder of contracts/src stands in the law", () => {
  expect([...new Set(sources.map(([file]) => file.split("/")[0]))].sort()).toEqual(Object.keys(SOLIDITY_LAW).sort());
});

test.each([
  'import "../game/Sand.sol";',
  'import {Sand} from "../game/Sand.sol";',
  "import {Sand} from '../game/Sand.sol';",
  'import * as Game from "../game/Sand.sol";',
  'import "../game/Sand.sol" as Game;',
  'import {\n  Sand\n} from "../game/Sand.sol";',
  'import {Sand} from "./../game/Sand.sol";',
  'import {Sand} from "contracts/src/game/Sand.sol";',
  'import {PlayerAccount} from "../account/PlayerAccount.sol";',
  'import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";',
  '/* a */ import {Sand} /* b */ from // c\n "../game/Sand.sol";',
])("a session contract may not say %j", (line) => {
  expect(lawlessImports("session/Planted.sol", line)).toHaveLength(1);
});

test.each([
  'import {Grant} from "./Grant.sol";',
  'import {Grant} from "../session/Grant.sol";',
  'import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";',
  '// import "../game/Sand.sol";',
])("a session contract may say %j", (line) => {
  expect(lawlessImports("session/Planted.sol", line)).toEqual([]);
});
