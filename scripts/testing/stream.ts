import { spawn } from "node:child_process";
import { withDirectLoopback } from "../stack/loopback.ts";
import { root } from "../stack/paths.ts";

export type Streamed = { output: string; exitCode: number };

/** Runs a command, shows what it writes as it comes, and keeps it. */
export function stream(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Streamed> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: withDirectLoopback({ ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const [source, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      source.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        target.write(text);
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ output, exitCode: code ?? 1 }));
  });
}
