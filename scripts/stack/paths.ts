import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

export const require = createRequire(import.meta.url);

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, "../..");

export const fromRoot = (...parts: string[]) => path.join(root, ...parts);

/** Arguments for Node to run a TypeScript file of ours, from wherever. */
export const tsxArgs = (file: string): string[] => [
  "--import",
  pathToFileURL(require.resolve("tsx/esm")).href,
  fromRoot(file),
];

/** A package's command as an argument for `node`: without npx (slow) and without a shell (Windows). */
export function bin(packageName: string, command = packageName): string {
  const place = `${packageName}/package.json`;
  const { bin: bins }: { bin: string | Record<string, string> } = require(place);
  const relative = typeof bins === "string" ? bins : bins[command];
  if (!relative) throw new Error(`${packageName} has no command '${command}'.`);
  return path.join(path.dirname(require.resolve(place)), relative);
}
