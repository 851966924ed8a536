import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, vi } from "vitest";
import { testEnv } from "@/app/_env/testEnv";
import { stringify } from "@/app/_server/json";
import { exampleDeployment } from "@/app/_server/testDeployment";
import { bin, root } from "@/scripts/stack/paths";
import { freePort } from "@/scripts/stack/ports";

type Environment = Readonly<Record<string, string | undefined>>;

/** A server of the production build, as `next start` runs it, with nothing behind it. */
export type BuiltServer = {
  url: string;
  /** Resolves with its exit code, when it ended by itself or was stopped. */
  exited: Promise<number | null>;
  /** All that it wrote. */
  output: () => string;
  stop: () => Promise<void>;
};

/**
 * Starts the production build.
 * @param changes What differs from an environment that is right; undefined leaves a variable out.
 * @returns The server, which need not answer yet, nor ever.
 */
export async function serveBuilt(changes: Environment = {}): Promise<BuiltServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "hourglass-built-"));
  const deploymentFile = path.join(folder, "31337.json");
  writeFileSync(deploymentFile, stringify(exampleDeployment));
  const port = await freePort();
  const env = { ...process.env, ...testEnv, DEPLOYMENT_FILE: deploymentFile, NODE_ENV: "production", ...changes };
  const child: ChildProcess = spawn(
    process.execPath,
    [bin("next"), "start", "--hostname", "127.0.0.1", "--port", String(port)],
    { cwd: root, env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    exited,
    output: () => output,
    stop: async () => {
      child.kill();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Has the production build up while the tests of a file or of a group run.
 * @returns Says its address.
 */
export function runBuilt(changes: Environment = {}): () => string {
  let server: BuiltServer;
  beforeAll(async () => {
    server = await serveBuilt(changes);
    await vi.waitFor(() => fetch(server.url), { timeout: 30_000, interval: 100 });
  });
  afterAll(() => server.stop());
  return () => server.url;
}
