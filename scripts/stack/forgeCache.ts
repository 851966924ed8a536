import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

type Cache = {
  files: Record<string, { artifacts: Record<string, Record<string, Record<string, { path: string }>>> }>;
};

/**
 * Takes files out of forge's cache whose artifacts are gone. forge keeps what is no longer imported in its cache and not its
 * artifact; one that is missing makes it forget all of them, so that it compiles everything at each run from then on.
 */
export function mendForgeCache(cacheFile: string, outDir: string): string[] {
  if (!existsSync(cacheFile)) return [];
  const cache: Cache = JSON.parse(readFileSync(cacheFile, "utf8"));
  const pathsOf = (file: string) =>
    Object.values(cache.files[file]?.artifacts ?? {})
      .flatMap((versions) => Object.values(versions))
      .flatMap((profiles) => Object.values(profiles));
  const lost = Object.keys(cache.files).filter((file) =>
    pathsOf(file).some((artifact) => !existsSync(path.join(outDir, artifact.path))),
  );
  if (lost.length === 0) return [];
  for (const file of lost) delete cache.files[file];
  writeFileSync(cacheFile, JSON.stringify(cache));
  return lost;
}
