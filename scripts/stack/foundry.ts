import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { require } from "./paths.ts";

/**
 * The binary itself, as npm ships it. The package's own command is a wrapper: one more process between us and the
 * tool, which a killed supervisor would leave behind.
 */
export function foundryBinary(tool: "anvil" | "forge" | "cast"): string {
  const { platform, arch } = process;
  const name = `@foundry-rs/${tool}-${platform}-${arch === "x64" ? "amd64" : arch}`;
  try {
    const folder = path.dirname(require.resolve(`${name}/package.json`));
    return path.join(folder, "bin", platform === "win32" ? `${tool}.exe` : tool);
  } catch (cause) {
    throw new Error(`No ${tool} is shipped for this machine (looked for ${name}). Run 'npm ci' again.`, { cause });
  }
}

/** Arguments of `forge test` that choose test files; none chooses all. */
export function matchPath(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  return ["--match-path", files.length === 1 ? (files[0] ?? "") : `{${files.join(",")}}`];
}

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
  const lost = Object.entries(cache.files).flatMap(([file, { artifacts }]) => {
    const profiles = Object.values(artifacts).flatMap((versions) => Object.values(versions));
    const paths = profiles.flatMap((profile) => Object.values(profile));
    return paths.some((artifact) => !existsSync(path.join(outDir, artifact.path))) ? [file] : [];
  });
  if (lost.length === 0) return [];
  for (const file of lost) delete cache.files[file];
  writeFileSync(cacheFile, JSON.stringify(cache));
  return lost;
}
