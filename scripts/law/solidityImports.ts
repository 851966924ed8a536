import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fromRoot } from "../stack/paths.ts";

/** What each folder of contracts/src may import besides itself. `session` is made to be lifted: nothing of the project. */
export const SOLIDITY_LAW: Readonly<Record<string, readonly string[]>> = {
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
export function lawlessImports(file: string, source: string): string[] {
  const folder = file.split("/")[0] ?? "";
  const allowed = [`${folder}/`, ...(SOLIDITY_LAW[folder] ?? [])];
  return [...source.replace(COMMENT, "").matchAll(IMPORT)].flatMap(([, name = ""]) => {
    const from = name.startsWith(".") ? path.posix.join(path.posix.dirname(file), name) : name;
    return allowed.some((start) => from.startsWith(start)) ? [] : [name];
  });
}

/** Sources of contracts/src by their path in it. */
export function readSources(): Map<string, string> {
  const root = fromRoot("contracts", "src");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".sol"));
  return new Map(
    files.map((file) => [file.split(path.sep).join("/"), readFileSync(path.join(root, file), "utf8")] as const),
  );
}
