import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { killGroup } from "./child.ts";
import { withDirectLoopback } from "./loopback.ts";
import { root } from "./paths.ts";

export type RunOptions = {
  env?: Record<string, string | undefined>;
  /** Ends it. */
  signal?: AbortSignal | undefined;
  /** Leaves the processor to whatever else wants it. */
  isPatient?: boolean;
};

const LOW_PRIORITY = 10;

/** Runs a command to its end. Rejects with all that it wrote when it fails, for a person to read. */
export function run(
  command: string,
  args: readonly string[],
  { env, signal, isPatient = false }: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: withDirectLoopback({ ...process.env, ...env }),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // as the parts: a Ctrl-C reaches it through us
    });
    if (isPatient && child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    const abort = () => child.pid !== undefined && killGroup(child.pid);
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
    child.once("error", reject);
    child.once("close", (code) => {
      signal?.removeEventListener("abort", abort);
      if (code === 0) resolve(output);
      else reject(new Error(`'${[command.split(/[\\/]/).pop(), ...args].join(" ")}' failed:\n${output.trim()}`));
    });
  });
}
