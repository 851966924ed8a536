import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import path from "node:path";
import type { Identity } from "./database/place.ts";
import { readText } from "./deployed.ts";
import { withDirectLoopback } from "./loopback.ts";
import { forgetPid, rememberPid } from "./pids.ts";

export type ChildSpec = {
  name: string;
  command: string;
  args: readonly string[];
  dataDir: string;
  env?: Record<string, string | undefined>;
  cwd?: string;
  identity?: Identity;
  /** What asks the process to end by itself. */
  stopSignal?: NodeJS.Signals;
  /** Stops it, whoever waits for it. */
  signal?: AbortSignal | undefined;
};

/** What every part is started with. */
export type PartOptions = { dataDir: string; port: number; signal?: AbortSignal | undefined };

export type Child = ReturnType<typeof startChild>;

/** How long a process may take to end by itself; anvil writes its whole state in this time. */
const GRACE_MS = 15_000;

/**
 * Starts a process as the leader of its own group: a Ctrl-C in the terminal reaches only the supervisor, which then
 * stops the parts in order, and what a part has started ends with it.
 */
export function startChild(spec: ChildSpec) {
  const logFile = path.join(spec.dataDir, "logs", `${spec.name}.log`);
  mkdirSync(path.dirname(logFile), { recursive: true });
  rmSync(logFile, { force: true });
  // A file, not a pipe: a part outlives a supervisor that was killed without writing into nothing.
  const log = openSync(logFile, "a");
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd ?? "/",
    env: withDirectLoopback({ ...process.env, ...spec.env }),
    stdio: ["ignore", log, log],
    detached: true,
    ...spec.identity,
  });
  closeSync(log);
  let ended = false;
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with exit code ${code}`));
  }).then((reason) => {
    ended = true;
    forgetPid(spec.dataDir, spec.name);
    return reason;
  });
  const stop = () => stopChild(child, exited, spec.stopSignal ?? "SIGTERM");
  const abort = () => void stop();
  spec.signal?.addEventListener("abort", abort);
  void exited.then(() => spec.signal?.removeEventListener("abort", abort));
  const pid = child.pid ?? 0;
  if (pid > 0) rememberPid(spec.dataDir, spec.name, pid);
  return {
    pid,
    /** Resolves with one line on how it ended. Never rejects. */
    exited,
    hasExited: () => ended,
    /** The last lines it wrote. */
    tail: () => (readText(logFile) ?? "").trimEnd().split("\n").slice(-12).join("\n"),
    stop,
  };
}

async function stopChild(child: ChildProcess, exited: Promise<string>, signal: NodeJS.Signals): Promise<void> {
  const pid = child.pid;
  if (pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    const timer = setTimeout(() => killGroup(pid), GRACE_MS);
    await exited;
    clearTimeout(timer);
  }
  killGroup(pid);
}

/** Ends whatever is left of a group. The number cannot have been given to another group while one member lives. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left in that group.
  }
}
