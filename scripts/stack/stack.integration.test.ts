import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createPublicClient, http } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { claimDataFolder } from "./leftovers";
import { livingPids, rememberPid } from "./pids";
import { freePort } from "./ports";
import { type Stack, startStack } from "./stack";

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(path.join(tmpdir(), "hourglass-stack-"));
  chmodSync(folder, 0o755); // PostgreSQL may run as another user
  folders.push(folder);
  return folder;
};

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Whether anybody is left in the process group that a part leads. */
function isGroupAlive(pid: number): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

describe("a world", () => {
  const dataDir = newFolder();
  const said: string[] = [];
  let ports: Parameters<typeof startStack>[0]["ports"];
  let stack: Stack;

  const start = (reset: boolean) =>
    startStack({
      ports,
      dataDir,
      databaseUrl: undefined,
      production: false,
      reset,
      restarts: true,
      parts: { app: false, indexer: false },
      say: (line) => said.push(line),
    });
  const client = () => createPublicClient({ transport: http(stack.env.RPC_URL) });
  const genesis = async () => (await client().getBlock({ blockNumber: 0n })).hash;
  const pids = () => [stack.chain, stack.database, stack.bundler].map((part) => part?.pid() ?? 0);

  beforeAll(async () => {
    ports = { app: await freePort(), rpc: await freePort(), bundler: await freePort(), database: await freePort() };
    stack = await start(false);
  });

  afterAll(() => stack.stop());

  test("starts a part again that was killed, and says so", async () => {
    const before = stack.bundler.pid() ?? 0;
    process.kill(-before, "SIGKILL");
    await vi.waitUntil(() => stack.bundler.isRunning() && stack.bundler.pid() !== before, 60_000);
    expect(said).toContain("The bundler ended by SIGKILL.");
    expect(said).toContain("Starting the bundler again in 0.5 s.");
    await vi.waitUntil(() => said.includes("The bundler is back."), 60_000);
  });

  test("leaves no process behind when it stops, and goes on where it was when it starts again", async () => {
    const [hash, height, deployment] = [
      await genesis(),
      await client().getBlockNumber(),
      readFileSync(stack.deploymentFile, "utf8"),
    ];
    const running = pids();
    expect(running.every((pid) => pid > 0 && isGroupAlive(pid))).toBe(true);
    await stack.stop();
    expect(running.filter(isGroupAlive)).toEqual([]);
    expect(livingPids(dataDir)).toEqual([]);

    stack = await start(false);
    expect(await genesis()).toBe(hash);
    expect(await client().getBlockNumber()).toBeGreaterThanOrEqual(height);
    expect(readFileSync(stack.deploymentFile, "utf8")).toBe(deployment);
  });

  test("is another one after a reset", async () => {
    const hash = await genesis();
    await stack.stop();
    stack = await start(true);
    expect(await genesis()).not.toBe(hash);
  });
});

describe("a data folder", () => {
  test("is freed of the parts that a killed supervisor left", async () => {
    const dataDir = newFolder();
    const leftover = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      detached: true,
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => leftover.once("exit", resolve));
    rememberPid(dataDir, "bundler", leftover.pid ?? 0);
    const said: string[] = [];
    await claimDataFolder(dataDir, (line) => said.push(line));
    await ended;
    expect(said).toEqual([
      `The bundler of an earlier run, which was killed, still runs (process ${leftover.pid}). Stopping it.`,
    ]);
  });

  test("is refused while another supervisor lives, with how to stop it", async () => {
    const dataDir = newFolder();
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
    try {
      rememberPid(dataDir, "supervisor", other.pid ?? 0);
      await expect(claimDataFolder(dataDir, () => undefined)).rejects.toThrow(`kill ${other.pid}`);
    } finally {
      other.kill("SIGKILL");
    }
  });
});
