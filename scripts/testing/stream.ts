import { spawn } from "node:child_process";
import { withDirectLoopback } from "../stack/loopback.ts";
import { root } from "../stack/paths.ts";

export type Streamed = { output: string; exitCode: number };

/** Where a part shows what its command writes. */
export type Show = (text: string) => void;

/** Runs a command, shows what it writes as it comes, and keeps it. */
export function stream(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
  show: Show = (text) => process.stdout.write(text),
): Promise<Streamed> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: withDirectLoopback({ ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const source of [child.stdout, child.stderr]) {
      source.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        show(text);
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ output, exitCode: code ?? 1 }));
  });
}
