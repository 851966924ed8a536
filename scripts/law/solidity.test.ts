import { expect, test } from "vitest";
import { lawlessImports, readSources, SOLIDITY_LAW } from "./solidityImports";

const sources = readSources();

test.each(Object.keys(SOLIDITY_LAW))("contracts/src/%s imports what it may, and it was read", (folder) => {
  const files = [...sources].filter(([file]) => file.startsWith(`${folder}/`));
  expect(files.length).toBeGreaterThan(1);
  expect(files.flatMap(([file, source]) => lawlessImports(file, source).map((name) => `${file}: ${name}`))).toEqual([]);
  expect(files.some(([, source]) => source.includes("import {"))).toBe(true);
});

test("every folder of contracts/src stands in the law", () => {
  expect([...new Set([...sources.keys()].map((file) => file.split("/")[0]))].sort()).toEqual(
    Object.keys(SOLIDITY_LAW).sort(),
  );
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
