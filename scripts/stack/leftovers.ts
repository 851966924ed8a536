import { killGroup } from "./child.ts";
import { UsageError } from "./options.ts";
import { livingPids, rememberPid } from "./pids.ts";
import type { Say } from "./service.ts";
import { poll } from "./until.ts";

const SUPERVISOR = "supervisor";
const GRACE_MS = 10_000;

/**
 * Makes this process the only one that runs a stack in the data folder. A supervisor that still lives keeps it; the
 * parts of one that was killed are stopped first.
 */
export async function claimDataFolder(dataDir: string, say: Say): Promise<void> {
  const living = livingPids(dataDir);
  const supervisor = living.find(({ name, pid }) => name === SUPERVISOR && pid !== process.pid);
  if (supervisor) {
    throw new UsageError(
      `Hourglass already runs from ${dataDir} (process ${supervisor.pid}).\n` +
        `  Stop it with Ctrl-C where it runs, or with: kill ${supervisor.pid}\n` +
        "  To run a second world beside it, give that one other ports and another folder: --data .data/second …",
    );
  }
  await Promise.all(
    living
      .filter(({ name }) => name !== SUPERVISOR)
      .map(({ name, pid }) => {
        say(`The ${name} of an earlier run, which was killed, still runs (process ${pid}). Stopping it.`);
        return end(pid, name === "database" ? "SIGINT" : "SIGTERM");
      }),
  );
  rememberPid(dataDir, SUPERVISOR, process.pid);
}

async function end(pid: number, signal: NodeJS.Signals): Promise<void> {
  signalTo(pid, signal);
  await poll(() => !signalTo(pid, 0), GRACE_MS);
  killGroup(pid);
}

function signalTo(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
