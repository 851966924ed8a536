import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startBundler } from "@/scripts/stack/bundler";
import { startChain } from "@/scripts/stack/chain";
import type { Child } from "@/scripts/stack/child";
import { deployEntryPoint } from "@/scripts/stack/entryPoint";
import { addressOf, localKeys } from "@/scripts/stack/keys";
import { freePort } from "@/scripts/stack/ports";
import { deployGuestbook } from "./guestbook.ts";

/**
 * A chain, a bundler and a guestbook; the tarball's command deploys the session contracts.
 * @param outside A folder in which the kit is installed.
 * @returns All addresses; `said` is the command's output.
 */
export async function startExampleWorld(outside: string) {
  const dataDir = mkdtempSync(path.join(tmpdir(), "session-examples-"));
  const [rpcPort, bundlerPort] = await Promise.all([freePort(), freePort()]);
  const [rpc, bundler] = [`http://127.0.0.1:${rpcPort}`, `http://127.0.0.1:${bundlerPort}`];
  const children: Child[] = [];
  const dispose = async () => {
    for (const child of children.reverse()) await child.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    children.push(await startChain({ dataDir, port: rpcPort }));
    await deployEntryPoint(rpc);
    const guestbook = await deployGuestbook(rpc);
    const out = path.join(dataDir, "deployment.json");
    const said = await runCommand(outside, [
      ...["deploy", "--rpc", rpc, "--key-env", "DEPLOYER_KEY", "--name", "Guestbook", "--out", out],
      ...["--play-target", guestbook, "--sponsor", addressOf(localKeys.sponsorSigner), "--deposit", "10"],
    ]);
    children.push(await startBundler({ dataDir, port: bundlerPort, rpcUrl: rpc }));
    return { rpc, bundler, guestbook, deploymentFile: out, said, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

export type ExampleWorld = Awaited<ReturnType<typeof startExampleWorld>>;

/** As a user runs it, with nothing but the installed packages. */
export async function runCommand(outside: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)("npx", ["--no-install", "hourglass-session", ...args], {
    cwd: outside,
    env: { ...process.env, DEPLOYER_KEY: localKeys.deployer },
  });
  return stdout + stderr;
}

/**
 * Starts the example's server, which pays.
 * @param folder Where it was bundled.
 * @param world The world that it proxies.
 * @param pages Folders of the examples that it serves.
 * @returns Its address.
 */
export async function startServer(
  folder: string,
  { rpc, bundler, guestbook, deploymentFile }: Pick<ExampleWorld, "rpc" | "bundler" | "guestbook" | "deploymentFile">,
  pages: readonly string[],
): Promise<{ url: string; close: () => void }> {
  const env = { RPC: rpc, BUNDLER: bundler, GUESTBOOK: guestbook };
  const keys = { SPONSOR_KEY: localKeys.sponsorSigner, RELAYER_KEY: localKeys.relayer };
  const child = spawn(process.execPath, ["dist/server.js", deploymentFile, ...pages], {
    ...{ cwd: folder, env: { ...process.env, ...env, ...keys }, stdio: ["ignore", "pipe", "inherit"] },
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (line: Buffer) => resolve(line.toString().trim()));
    child.once("exit", (code) => reject(new Error(`The server of the examples ended with ${code}.`)));
  });
  return { url, close: () => void child.kill() };
}
