import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Registry } from "./registry.ts";

/** What a product with wagmi has besides the kit; a plain one has only viem. */
export const VIEM = ["viem"];
export const WAGMI = [
  "viem",
  "wagmi",
  "react",
  "react-dom",
  "@tanstack/react-query",
  "@types/react",
  "@types/react-dom",
];

/**
 * An outside product: a folder outside the workspace, into which npm installs the tarball.
 * @param tarball Path of the kit's tarball.
 * @param names What it installs besides the kit.
 * @param registry The npm registry.
 * @returns The folder.
 * @throws Error with npm's output if the kit cannot be installed with them: a peer that does not fit, or a missing dependency.
 */
export async function createOutside(tarball: string, names: readonly string[], registry: Registry): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "session-outside-"));
  const dependencies = {
    ...Object.fromEntries(names.map((name) => [name, registry.versionOf(name)])),
    "@hourglass/session": `file:${tarball}`,
  };
  const manifest = { name: "outside", private: true, type: "module", dependencies };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"];
  const cache = path.join(folder, ".npm");
  await promisify(execFile)("npm", ["install", ...options, "--registry", registry.url, "--cache", cache], {
    cwd: folder,
  });
  return folder;
}
