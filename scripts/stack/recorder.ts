import { type Child, type PartOptions, startChild } from "./child.ts";
import { root, tsxArgs } from "./paths.ts";
import { until } from "./until.ts";

/** Starts the process that writes every block into the chain's journal. Resolves when it has caught up. */
export async function startRecorder({ dataDir, port, signal }: PartOptions): Promise<Child> {
  const child = startChild({
    name: "recorder",
    command: process.execPath,
    args: [...tsxArgs("scripts/stack/chain/recorder.ts"), dataDir, String(port)],
    dataDir,
    signal,
    cwd: root,
  });
  await until("every block is written down", child, async () => child.tail().includes("Every block is written down."));
  return child;
}
