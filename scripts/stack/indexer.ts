import { type Child, type PartOptions, startChild } from "./child.ts";
import { root, tsxArgs } from "./paths.ts";

/** Starts the worker that copies the chain into the database. It answers nobody: that it lives is all there is to wait for. */
export async function startIndexer(
  options: Omit<PartOptions, "port"> & { env: Record<string, string> },
): Promise<Child> {
  return startChild({
    name: "indexer",
    command: process.execPath,
    args: tsxArgs("indexer/main.ts"),
    dataDir: options.dataDir,
    signal: options.signal,
    cwd: root,
    env: options.env,
  });
}
