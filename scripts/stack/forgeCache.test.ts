import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mendForgeCache } from "./forgeCache";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hourglass-cache-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (name: string) => ({
  artifacts: { [name]: { "0.8.37": { default: { path: `${name}.sol/${name}.json` } } } },
  seenByCompiler: true,
});

test("a file whose artifact is gone is taken out, and nothing else changes", () => {
  const [cacheFile, out] = [path.join(folder, "cache.json"), path.join(folder, "out")];
  const kept = { "a/Stays.sol": entry("Stays"), "a/NoContract.sol": { artifacts: {}, seenByCompiler: true } };
  const cache = { paths: { artifacts: "out" }, files: { ...kept, "lib/Gone.sol": entry("Gone") }, builds: ["1"] };
  writeFileSync(cacheFile, JSON.stringify(cache));
  mkdirSync(path.join(out, "Stays.sol"), { recursive: true });
  writeFileSync(path.join(out, "Stays.sol/Stays.json"), "{}");

  expect(mendForgeCache(cacheFile, out)).toEqual(["lib/Gone.sol"]);
  expect(JSON.parse(readFileSync(cacheFile, "utf8"))).toEqual({ ...cache, files: kept });
  expect(mendForgeCache(cacheFile, out)).toEqual([]);
});

test("without a cache there is nothing to mend", () => {
  expect(mendForgeCache(path.join(folder, "none.json"), folder)).toEqual([]);
  expect(existsSync(path.join(folder, "none.json"))).toBe(false);
});
