import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { mendForgeCache } from "./foundry";
import { newFolder } from "./newFolder";

const entry = (name: string) => ({ artifacts: { [name]: { "0.8.37": { default: { path: `${name}.json` } } } } });

test("a file whose artifact is gone is taken out of forge's cache, and nothing else changes", () => {
  const { folder, remove } = newFolder("cache");
  onTestFinished(remove);
  const [cacheFile, out] = [path.join(folder, "cache.json"), path.join(folder, "out")];
  expect(mendForgeCache(cacheFile, out), "no cache").toEqual([]);
  const kept = { "a/Stays.sol": entry("Stays"), "a/NoContract.sol": { artifacts: {} } };
  const cache = { paths: { artifacts: "out" }, files: { ...kept, "lib/Gone.sol": entry("Gone") }, builds: ["1"] };
  writeFileSync(cacheFile, JSON.stringify(cache));
  mkdirSync(out);
  writeFileSync(path.join(out, "Stays.json"), "{}");

  expect(mendForgeCache(cacheFile, out)).toEqual(["lib/Gone.sol"]);
  expect(JSON.parse(readFileSync(cacheFile, "utf8"))).toEqual({ ...cache, files: kept });
  expect(mendForgeCache(cacheFile, out)).toEqual([]);
});
