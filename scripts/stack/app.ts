import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type Child, type PartOptions, startChild } from "./child.ts";
import { UsageError } from "./options.ts";
import { fromRoot, root } from "./paths.ts";
import { until } from "./until.ts";

type AppOptions = PartOptions & { production: boolean; env: Record<string, string> };

/** Starts Next.js on loopback. Resolves when the first page is there, which in development means: is compiled. */
export async function startApp({ dataDir, port, production, env, signal }: AppOptions): Promise<Child> {
  refuseMissingBuild(production);
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve("next/package.json")), "dist/bin/next");
  const child = startChild({
    name: "app",
    command: process.execPath,
    args: [cli, production ? "start" : "dev", "--hostname", "127.0.0.1", "--port", String(port)],
    dataDir,
    signal,
    cwd: root,
    env: { ...env, NODE_ENV: production ? "production" : "development" },
  });
  // The page itself, not a health check: a person opens it next.
  const asks = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(60_000) });
    await response.arrayBuffer();
    return response.status < 500;
  };
  await until("the first page is there", child, asks, 180_000);
  return child;
}

export function refuseMissingBuild(production: boolean): void {
  if (production && !existsSync(fromRoot(".next/BUILD_ID"))) {
    throw new UsageError("There is no production build yet. Make it first: npm run build");
  }
}
