import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createTestClient, createWalletClient, http, publicActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { anvil } from "viem/chains";
import { vi } from "vitest";

import type { Child, PartOptions } from "../child";
import { localKeys } from "../keys";
import { newFolder } from "../newFolder";
import { livingPids } from "../pids";
import { freePort } from "../ports";
import { chainFiles, chainFolder } from "./store";

export type TestChain = Awaited<ReturnType<typeof createTestChain>>;

/** A folder and a port for a chain that a test starts, stops and kills. */
export async function createTestChain() {
  const { folder: dataDir, remove } = newFolder("chain");
  const port = await freePort();
  const running: Child[] = [];
  const mounted: string[] = [];
  const transport = http(`http://127.0.0.1:${port}`, { timeout: 120_000 });
  const client = createTestClient({ mode: "anvil", chain: anvil, transport, pollingInterval: 20, cacheTime: 0 }).extend(
    publicActions,
  );
  const until = (isTrue: () => boolean | Promise<boolean>) => vi.waitUntil(isTrue, { timeout: 40_000, interval: 20 });

  return {
    ...{ dataDir, port, client, until },
    wallet: createWalletClient({ chain: anvil, transport, account: privateKeyToAccount(localKeys.deployer) }),
    begin: async (start: (options: PartOptions) => Promise<Child>) => {
      const child = await start({ dataDir, port });
      running.push(child);
      return child;
    },
    /** Stands still, so that what is compared is of one moment. */
    freeze: () => client.setIntervalMining({ interval: 0 }),
    /** Waits until the journal holds the newest block. */
    written: () =>
      until(async () => {
        const { number, hash } = await client.getBlock();
        const journal = readFileSync(chainFiles(dataDir).journal, "latin1");
        return journal.includes(`{"number":${number},"hash":"${hash}"`);
      }),
    /** Puts the chain's files on a disk of a few megabytes, which can be filled and freed. */
    smallDisk: () => {
      const folder = chainFolder(dataDir);
      mkdirSync(folder);
      const mount = spawnSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", folder]);
      if (mount.status !== 0) return limitFileSizes(dataDir);
      mounted.push(folder);
      const ballast = path.join(folder, "ballast");
      return {
        fill: () => {
          try {
            writeFileSync(ballast, Buffer.alloc(6 * 1_048_576));
          } catch {
            // It takes what there is room for.
          }
        },
        free: () => rmSync(ballast, { force: true }),
      };
    },
    dispose: async () => {
      for (const child of running.reverse()) await child.stop();
      for (const folder of mounted) spawnSync("umount", [folder]);
      remove();
    },
  };
}

/** Only root may mount a disk. A limit to the size of files refuses the same writes, with another error. */
function limitFileSizes(dataDir: string) {
  const limit = (bytes: string) => {
    for (const pid of [process.pid, ...livingPids(dataDir).map((part) => part.pid)]) {
      const { status, stderr } = spawnSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`]);
      if (status !== 0) throw new Error(`Neither a disk can be mounted nor the size of files limited: ${stderr}`);
    }
  };
  return { fill: () => limit("4096"), free: () => limit("unlimited") };
}
