import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fromRoot } from "../stack/paths";
import { trackedFiles } from "../testing/files";

const PACKAGE = "@openzeppelin/contracts/";
/** What each folder of contracts/src may import besides itself. `session` is made to be lifted: nothing of the project. */
const SOLIDITY_LAW: Readonly<Record<string, readonly string[]>> = {
  session: [PACKAGE],
  paymaster: [PACKAGE, "session/"],
  account: [PACKAGE, "session/"],
  game: [PACKAGE],
  examples: [PACKAGE, "session/"],
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

const sources = trackedFiles("contracts/src/*.sol").map((file) => ({
  ...{ file: file.replace("contracts/src/", ""), source: readFileSync(fromRoot(file), "utf8") },
}));

test("every folder of contracts/src stands in the law", () => {
  const folders = new Set(sources.map(({ file }) => file.split("/")[0]));
  expect([...folders].sort()).toEqual(Object.keys(SOLIDITY_LAW).sort());
});

test.each(Object.keys(SOLIDITY_LAW))("contracts/src/%s imports what it may, and it was read", (folder) => {
  const own = sources.filter(({ file }) => file.startsWith(`${folder}/`));
  expect(own.length).toBeGreaterThan(1);
  expect(own.flatMap(({ file, source }) => lawlessImports(file, source).map((name) => `${file}: ${name}`))).toEqual([]);
  expect(own.some(({ source }) => source.includes("import {"))).toBe(true);
});

test.each([
  ['import "../game/Sand.sol";', 1],
  ['import {Sand} from "../game/Sand.sol";', 1],
  ["import {Sand} from '../game/Sand.sol';", 1],
  ['import * as Game from "../game/Sand.sol";', 1],
  ['import "../game/Sand.sol" as Game;', 1],
  ['import {\n  Sand\n} from "../game/Sand.sol";', 1],
  ['import {Sand} from "./../game/Sand.sol";', 1],
  ['import {Sand} from "contracts/src/game/Sand.sol";', 1],
  ['import {PlayerAccount} from "../account/PlayerAccount.sol";', 1],
  ['import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";', 1],
  ['/* a */ import {Sand} /* b */ from // c\n "../game/Sand.sol";', 1],
  ['import {Grant} from "./Grant.sol";', 0],
  ['import {Grant} from "../session/Grant.sol";', 0],
  ['import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";', 0],
  ['// import "../game/Sand.sol";', 0],
])("of a session contract that says %j so many imports are lawless: %d", (line, count) => {
  expect(lawlessImports("session/Planted.sol", line)).toHaveLength(count);
});
