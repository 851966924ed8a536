import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startChain } from "./chain";
import { createTestChain } from "./chain/testChain";
import { deployEntryPoint } from "./entryPoint";
import { foundryBinary } from "./foundry";
import { addressOf, localKeys } from "./keys";
import { fromRoot } from "./paths";
import { run } from "./run";
import { compileRelease } from "./solidity/release";
import { makeWorld } from "./world";

async function startEmpty() {
  const chain = await createTestChain();
  onTestFinished(chain.dispose);
  await chain.begin(startChain);
  return { dataDir: chain.dataDir, rpcUrl: `http://127.0.0.1:${chain.port}` };
}

/** As a deployment to the world does it. forge writes only where foundry.toml lets it. */
async function runDeployScript({ dataDir, rpcUrl }: Awaited<ReturnType<typeof startEmpty>>) {
  const file = fromRoot(`contracts/deployments/.made-${process.pid}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  onTestFinished(() => rmSync(file, { force: true }));
  const keys = { DEPLOYER_KEY: localKeys.deployer, SPONSOR_SIGNER: addressOf(localKeys.sponsorSigner) };
  const places = { DEPLOYMENT_FILE: file, FOUNDRY_BROADCAST: path.join(dataDir, "broadcast") };
  const args = ["script", "contracts/script/Deploy.s.sol", "--broadcast", "--rpc-url", rpcUrl];
  await run(foundryBinary("forge"), args, { env: { FOUNDRY_PROFILE: "release", ...keys, ...places } });
  return JSON.parse(readFileSync(file, "utf8"));
}

test("a world is the one that the deploy script gives, and each finds the other's", async () => {
  const [scripted, made] = [await startEmpty(), await startEmpty()];
  const { artifacts } = await compileRelease();
  const make = async ({ rpcUrl }: typeof made) =>
    (await makeWorld(rpcUrl, (name) => artifacts[name].bytecode.object)).addresses;
  await deployEntryPoint(scripted.rpcUrl);
  const ours = await make(made);
  expect(Number(ours.startBlock)).toBeGreaterThan(0);
  const ourWorld = { ...ours, startBlock: expect.anything() };
  expect(await runDeployScript(scripted)).toEqual(ourWorld);
  expect(await make(scripted)).toEqual(ourWorld);
  expect(await runDeployScript(made)).toEqual(ourWorld);
}, 300_000);
