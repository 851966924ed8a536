import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { darwin: "darwin", linux: "linux", win32: "win32" };

/**
 * The binary itself, as npm ships it. The package's own command is a wrapper: one more process between us and the
 * tool, which a killed supervisor would leave behind.
 */
export function foundryBinary(tool: "anvil" | "forge" | "cast"): string {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const name = `@foundry-rs/${tool}-${PLATFORMS[process.platform]}-${architecture}`;
  try {
    const folder = path.dirname(require.resolve(`${name}/package.json`));
    return path.join(folder, "bin", process.platform === "win32" ? `${tool}.exe` : tool);
  } catch (cause) {
    throw new Error(`No ${tool} is shipped for this machine (looked for ${name}). Run 'npm ci' again.`, { cause });
  }
}

/** Arguments of `forge test` that choose test files; none chooses all. */
export function matchPath(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  return ["--match-path", files.length === 1 ? (files[0] ?? "") : `{${files.join(",")}}`];
}
