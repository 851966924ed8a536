import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { type Child, type PartOptions, startChild } from "./child.ts";
import { fromRoot, root } from "./paths.ts";

/** Starts the worker that copies the chain into the database. It answers nobody: that it lives is all there is to wait for. */
export async function startIndexer(
  options: Omit<PartOptions, "port"> & { env: Record<string, string> },
): Promise<Child> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm")).href;
  return startChild({
    name: "indexer",
    command: process.execPath,
    args: ["--import", tsx, fromRoot("indexer/main.ts")],
    dataDir: options.dataDir,
    signal: options.signal,
    cwd: root,
    env: options.env,
  });
}
