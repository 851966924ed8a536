import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

/** Arguments for `node` that run a package's command, without npx (slow) and without a shell (Windows). */
export function bin(packageName: string, command = packageName): string {
  const file = require.resolve(`${packageName}/package.json`);
  const { bin: bins }: { bin: string | Record<string, string> } = JSON.parse(readFileSync(file, "utf8"));
  const relative = typeof bins === "string" ? bins : bins[command];
  if (!relative) throw new Error(`${packageName} has no command '${command}'.`);
  return path.join(path.dirname(file), relative);
}
