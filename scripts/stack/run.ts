import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { killGroup } from "./child.ts";
import { withDirectLoopback } from "./loopback.ts";
import { root } from "./paths.ts";

/** Where a part shows what its command writes. */
export type Show = (text: string) => void;

type RunOptions = {
  env?: Record<string, string | undefined>;
  /** Gets what it writes, as it comes. */
  show?: Show;
  /** Ends it. */
  signal?: AbortSignal | undefined;
  /** Leaves the processor to whatever else wants it. */
  isPatient?: boolean;
};

const LOW_PRIORITY = 10;

/** Runs a command to its end, and keeps what it writes. */
export function stream(command: string, args: readonly string[], options: RunOptions = {}) {
  const { env, show, signal, isPatient = false } = options;
  return new Promise<{ output: string; exitCode: number }>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: withDirectLoopback({ ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env }),
      stdio: ["ignore", "pipe", "pipe"],
      detached: signal !== undefined, // as the parts: a Ctrl-C reaches it through us
    });
    if (isPatient && child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
    let output = "";
    for (const source of [child.stdout, child.stderr]) {
      source.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        show?.(text);
      });
    }
    const abort = () => child.pid !== undefined && killGroup(child.pid);
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
    child.once("error", reject);
    child.once("close", (code) => {
      signal?.removeEventListener("abort", abort);
      resolve({ output, exitCode: code ?? 1 });
    });
  });
}

/** The same. Rejects with all that it wrote when it fails, for a person to read. @returns What it wrote. */
export async function run(command: string, args: readonly string[], options?: RunOptions): Promise<string> {
  const { output, exitCode } = await stream(command, args, options);
  if (exitCode === 0) return output;
  throw new Error(`'${[command.split(/[\\/]/).pop(), ...args].join(" ")}' failed:\n${output.trim()}`);
}
