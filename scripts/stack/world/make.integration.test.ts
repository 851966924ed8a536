import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { startChain } from "../chain";
import type { Child } from "../child";
import { deployContracts } from "../contracts";
import { parseJson, readText } from "../deployed";
import { freePort } from "../ports";
import { compileRelease } from "../solidity/release";

const folders: string[] = [];
const chains: Child[] = [];
afterAll(async () => {
  for (const chain of chains) await chain.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function startEmpty() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hourglass-made-"));
  folders.push(dataDir);
  const port = await freePort();
  chains.push(await startChain({ dataDir, port }));
  const deploymentFile = path.join(dataDir, "deployment.json");
  return {
    deploymentFile,
    options: { dataDir, rpcUrl: `http://127.0.0.1:${port}`, deploymentFile, say: () => undefined },
  };
}

const readWorld = (file: string) => parseJson<Record<string, unknown>>(readText(file)) ?? {};

test("the start without a script gives the world that the deploy script gives, and each finds the other's", async () => {
  const [scripted, made] = [await startEmpty(), await startEmpty()];
  const { artifacts } = await compileRelease();
  expect(await deployContracts(scripted.options)).toBe(true);
  expect(await deployContracts({ ...made.options, artifacts })).toBe(true);
  const { startBlock: _theirs, ...theirs } = readWorld(scripted.deploymentFile);
  const { startBlock: _ours, ...ours } = readWorld(made.deploymentFile);
  expect(ours).toEqual(theirs);

  // The other way on the same chain: everything is there, and the world is the same one.
  const before = readText(made.deploymentFile);
  rmSync(path.join(made.options.dataDir, "deployed"));
  expect(await deployContracts(made.options)).toBe(true);
  const { startBlock, ...again } = readWorld(made.deploymentFile);
  expect(again).toEqual(ours);
  expect(Number(startBlock)).toBeGreaterThan(0);
  expect(before).toContain(String(again.hourglass));
}, 300_000);
