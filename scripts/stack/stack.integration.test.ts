import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createPublicClient, createWalletClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { localKeys } from "./keys";
import { claimDataFolder } from "./leftovers";
import { newFolder } from "./newFolder";
import { livingPids, rememberPid } from "./pids";
import { freePorts } from "./ports";
import { type Stack, startStack } from "./stack";

const options = { databaseUrl: undefined, production: false, parts: { app: false, indexer: false } };

/** Whether anybody is left in the process group that a part leads. */
function isGroupAlive(pid: number): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

describe("a world", () => {
  const { folder: dataDir, remove } = newFolder("stack");
  const said: string[] = [];
  let ports: Parameters<typeof startStack>[0]["ports"];
  let stack: Stack;

  const start = (reset: boolean) =>
    startStack({ ...options, ports, dataDir, reset, restarts: true, say: (line) => said.push(line) });
  const client = () => createPublicClient({ transport: http(stack.env.RPC_URL) });
  const genesis = async () => (await client().getBlock({ blockNumber: 0n })).hash;
  const pids = () => [stack.chain, stack.recorder, stack.database, stack.bundler].map((part) => part?.pid() ?? 0);

  beforeAll(async () => {
    ports = await freePorts();
    stack = await start(false);
  });

  afterAll(async () => {
    await stack.stop();
    remove();
  });

  test("starts a part again that was killed, and says so", async () => {
    const before = stack.bundler.pid() ?? 0;
    process.kill(-before, "SIGKILL");
    await vi.waitUntil(() => stack.bundler.isRunning() && stack.bundler.pid() !== before, 60_000);
    expect(said).toContain("The bundler ended by SIGKILL.");
    expect(said).toContain("Starting the bundler again in 0.5 s.");
    await vi.waitUntil(() => said.includes("The bundler is back."), 60_000);
  });

  test("opens the island of the day by itself, for nobody", async () => {
    const { hourglass } = JSON.parse(readFileSync(stack.deploymentFile, "utf8"));
    const { timestamp } = await client().getBlock();
    const args = [timestamp / 86_400n] as const;
    const isDrawn = async () =>
      (await client().readContract({ address: hourglass, abi: hourglassAbi, functionName: "readDay", args })).drawn;
    await vi.waitUntil(isDrawn, 60_000);
    expect(said.filter((line) => line.includes("keeper"))).toEqual([]);
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
    expect(readFileSync(path.join(dataDir, ".gitignore"), "utf8")).toBe("*\n");
  });

  test("starts with a block that something happened in, which no chain forgets", async () => {
    const { startBlock } = JSON.parse(readFileSync(stack.deploymentFile, "utf8"));
    const first = await client().getBlock({ blockNumber: BigInt(startBlock) });
    expect(first.transactions.length).toBeGreaterThan(0);
  });

  test("keeps its identity when the file of its addresses is torn, and finds an old world again", async () => {
    const marker = path.join(dataDir, "deployed");
    const deployment = readFileSync(stack.deploymentFile, "utf8");
    const deployed = JSON.parse(readFileSync(marker, "utf8"));
    await stack.stop();
    // The file that tools read is torn by hand.
    writeFileSync(stack.deploymentFile, deployment.slice(0, 100));
    stack = await start(false);
    expect(readFileSync(stack.deploymentFile, "utf8")).toBe(deployment);
    expect(said.filter((line) => line.includes("is another world"))).toEqual([]);

    // As after a while on other sources: their world is the newest, this one is remembered.
    await stack.stop();
    const other = { ...deployed.addresses, hourglass: deployed.addresses.bazaar, startBlock: 1 };
    writeFileSync(marker, JSON.stringify({ ...deployed, addresses: other, past: [deployed.addresses] }));
    stack = await start(false);
    expect(readFileSync(stack.deploymentFile, "utf8")).toBe(deployment);
    expect(JSON.parse(readFileSync(marker, "utf8"))).toMatchObject({ past: [other] });
  }, 180_000);

  test("loses nothing of what was confirmed when everything is killed at once, the supervisor's eyes too", async () => {
    const wallet = createWalletClient({
      transport: http(stack.env.RPC_URL),
      account: privateKeyToAccount(localKeys.relayer),
    });
    const hash = await wallet.sendTransaction({ chain: null, to: wallet.account.address });
    const { blockNumber } = await client().waitForTransactionReceipt({ hash, pollingInterval: 20 });
    const head = async () => (await client().getBlockNumber()) > blockNumber + 3n;
    await vi.waitUntil(head, 10_000);
    const killed = [stack.recorder, stack.chain].map((part) => part.pid() ?? 0);
    for (const pid of killed) process.kill(-pid, "SIGKILL");
    await vi.waitUntil(() => said.includes("The chain is back.") && said.includes("The recorder is back."), 60_000);
    expect((await client().getTransactionReceipt({ hash })).blockNumber).toBe(blockNumber);
  }, 120_000);

  test("is another one after a reset", async () => {
    const hash = await genesis();
    await stack.stop();
    stack = await start(true);
    expect(await genesis()).not.toBe(hash);
  });
});

describe("a data folder", () => {
  let dataDir: string;
  beforeEach(() => {
    const made = newFolder("stack");
    dataDir = made.folder;
    return made.remove;
  });

  /** A part that its supervisor left behind, and what became of it. */
  function leave(name: string) {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
    onTestFinished(() => void child.kill("SIGKILL"));
    const pid = child.pid ?? 0;
    rememberPid(dataDir, name, pid);
    return { pid, ended: once(child, "exit") };
  }

  async function expectFreed(): Promise<void> {
    const { pid, ended } = leave("bundler");
    const said: string[] = [];
    await claimDataFolder(dataDir, (line) => said.push(line));
    await ended;
    expect(said).toEqual([
      `The bundler of an earlier run, which was killed, still runs (process ${pid}). Stopping it.`,
    ]);
  }

  test("is freed of the parts that a killed supervisor left", () => expectFreed());

  test("is freed of them where ps is missing as well, which then were strangers at our ports", () => {
    vi.stubEnv("PATH", dataDir);
    onTestFinished(() => void vi.unstubAllEnvs());
    return expectFreed();
  });

  test("of somebody's that holds other things is left to git as it is", async () => {
    writeFileSync(path.join(dataDir, "letter.txt"), "mine");
    const ports = { app: 1, rpc: 1, bundler: 1, database: 1 };
    const signal = AbortSignal.abort();
    const refused = startStack({ ...options, ports, dataDir, reset: false, restarts: false, signal });
    await expect(refused).rejects.toThrow();
    expect(existsSync(path.join(dataDir, ".gitignore"))).toBe(false);
  });

  test("is refused while another supervisor lives, with how to stop it", async () => {
    const { pid } = leave("supervisor");
    await expect(claimDataFolder(dataDir, () => undefined)).rejects.toThrow(`kill ${pid}`);
  });
});
