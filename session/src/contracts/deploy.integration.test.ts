import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type Address,
  createTestClient,
  defineChain,
  getAddress,
  type Hex,
  http,
  parseEther,
  publicActions,
  zeroAddress,
} from "viem";
import { entryPoint08Abi, entryPoint08Address } from "viem/account-abstraction";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCAL_CHAIN_ID, startChain } from "@/scripts/stack/chain";
import type { Child } from "@/scripts/stack/child";
import { foundryBinary } from "@/scripts/stack/foundry";
import { addressOf, localKeys } from "@/scripts/stack/keys";
import { fromRoot } from "@/scripts/stack/paths";
import { freePort } from "@/scripts/stack/ports";
import { run } from "@/scripts/stack/run";
import { sessionValidatorAbi } from "../abis/abis.ts";
import { type DeployParameters, type DeployStep, deploySessionContracts, parseDeployment } from "./index.ts";

const require = createRequire(import.meta.url);
const file = require.resolve("@account-abstraction/contracts/artifacts/EntryPoint.json");
const entryPoint: Hex = JSON.parse(readFileSync(file, "utf8")).bytecode;
const guestbook = getAddress(`0x${"12".repeat(20)}`);
const deployer = privateKeyToAccount(localKeys.deployer);

let dataDir: string;
let rpcUrl: string;
let child: Child;
let terms: DeployParameters;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "session-deploy-"));
  const port = await freePort();
  rpcUrl = `http://127.0.0.1:${port}`;
  child = await startChain({ dataDir, port });
  const chain = defineChain({
    id: LOCAL_CHAIN_ID,
    name: "deploying",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const sponsorSigner = addressOf(localKeys.sponsorSigner);
  terms = { chain, deployer, name: "Guestbook", sponsorSigner, playTargets: [guestbook] };
});
afterAll(async () => {
  await child.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const clientOf = () =>
  createTestClient({ mode: "anvil", chain: terms.chain, transport: http(), cacheTime: 0 }).extend(publicActions);

/** Deploys, and lists what was done and what already existed. */
async function deploy(changes: Partial<DeployParameters> = {}) {
  const steps: DeployStep[] = [];
  const deployment = await deploySessionContracts({ ...terms, ...changes, onStep: (step) => void steps.push(step) });
  const told = (isDone: boolean) =>
    steps.filter(({ hash }) => (hash !== undefined) === isDone).map(({ does, contract }) => `${does} ${contract}`);
  return { deployment, done: told(true), found: told(false) };
}

/** The EntryPoint's deposit info of an address. */
const readInfo = (account: Address = zeroAddress) =>
  clientOf().readContract({
    address: entryPoint08Address,
    abi: entryPoint08Abi,
    functionName: "getDepositInfo",
    args: [account],
  });

/** Runs one of the Solidity scripts. forge can write only where foundry.toml allows it. */
async function runScript(name: string, environment: Record<string, string | undefined>) {
  const written = fromRoot(`contracts/deployments/.session-${process.pid}.json`);
  const args = ["script", `contracts/script/${name}`, "--broadcast", "--rpc-url", rpcUrl];
  const where = { DEPLOYMENT_FILE: written, FOUNDRY_BROADCAST: path.join(dataDir, "broadcast") };
  try {
    await run(foundryBinary("forge"), args, {
      env: { DEPLOYER_KEY: localKeys.deployer, ...where, ...environment },
    });
    const json = JSON.parse(readFileSync(written, "utf8"));
    return { json, deployment: parseDeployment(json) };
  } finally {
    rmSync(written, { force: true });
  }
}

const CONTRACTS = ["P256Sha256Verifier", "ERC7913WebAuthnVerifier", "GrantReader", "SessionValidator"];
const ALL = [...CONTRACTS, "PlayerAccountFactory", "SessionPaymaster"].map((contract) => `deploy ${contract}`);

describe("deploying the session contracts", () => {
  test("a chain without EntryPoint is refused with an explanation, and so is the code of another version", async () => {
    await expect(deploy()).rejects.toThrow(/EntryPoint v0.8 is not on this chain/);
    await expect(deploy({ entryPoint: `${entryPoint}00` })).rejects.toThrow(/not the creation code of EntryPoint v0.8/);
  });

  test("missing contracts are deployed, and an interrupted run is continued", async () => {
    const { sponsorSigner: _sponsor, ...withoutSponsor } = terms;
    const first = await deploySessionContracts({ ...withoutSponsor, entryPoint });
    expect(first).not.toHaveProperty("sessionPaymaster");
    const { done, found, deployment } = await deploy();
    expect(done).toEqual(["deploy SessionPaymaster"]);
    expect(found).toEqual(["deploy EntryPoint", ...ALL.slice(0, -1)]);
    expect(deployment).toEqual({ ...first, sessionPaymaster: deployment.sessionPaymaster });
    expect(deployment.sessionPaymaster).toBeDefined();
  });

  test("a second run does nothing, and still finds the first block", async () => {
    const before = await deploy();
    await clientOf().mine({ blocks: 40 });
    const { done, deployment } = await deploy();
    expect(done).toEqual([]);
    expect(deployment).toEqual(before.deployment);
    const { startBlock, sessionValidator } = deployment;
    expect(await clientOf().getCode({ address: sessionValidator, blockNumber: startBlock - 1n })).toBeUndefined();
    const first = await clientOf().getBlock({ blockNumber: startBlock, includeTransactions: true });
    expect(first.transactions.map(({ from }) => getAddress(from))).toContain(deployer.address);
  });

  test("the game's Solidity script gives the same addresses for the same terms", async () => {
    const script = await runScript("Deploy.s.sol", { FOUNDRY_PROFILE: "release", SPONSOR_SIGNER: terms.sponsorSigner });
    const { done, deployment } = await deploy({ name: "Hourglass", playTargets: [script.json.hourglass] });
    expect(done).toEqual([]);
    expect({ ...script.deployment, startBlock: undefined }).toEqual({ ...deployment, startBlock: undefined });
  });

  test("the script without the game writes a deployment that programs can read", { timeout: 180_000 }, async () => {
    // Compiled separately, which is quick: compiling another script makes forge forget what it compiled before.
    const apart = { FOUNDRY_OUT: path.join(dataDir, "out"), FOUNDRY_CACHE_PATH: path.join(dataDir, "cache") };
    const env = { SESSION_NAME: terms.name, PLAY_TARGETS: guestbook, MAX_DURATION: "7200", FACTORY_STAKE: "5" };
    const { deployment } = await runScript("DeploySession.s.sol", { ...apart, ...env });
    expect(deployment).toMatchObject({ chainId: LOCAL_CHAIN_ID, name: terms.name });
    expect(deployment).not.toHaveProperty("sessionPaymaster");
    const read = { address: deployment.sessionValidator, abi: sessionValidatorAbi } as const;
    expect(await clientOf().readContract({ ...read, functionName: "MAX_DURATION" })).toBe(7200);
    expect((await clientOf().readContract({ ...read, functionName: "eip712Domain" }))[1]).toBe(terms.name);
    expect(await readInfo(deployment.playerAccountFactory)).toMatchObject({ stake: 5n, unstakeDelaySec: 86_400 });
  });

  test("stakes and deposit are topped up to the wanted amounts", async () => {
    const wishes = { stake: { factory: 7n, paymaster: 9n }, deposit: parseEther("1") };
    const { done, deployment } = await deploy(wishes);
    const funding = ["stake PlayerAccountFactory", "stake SessionPaymaster", "deposit SessionPaymaster"];
    expect(done).toEqual(funding);
    expect((await deploy({ ...wishes, deposit: parseEther("3") })).done).toEqual(["deposit SessionPaymaster"]);
    expect(await readInfo(deployment.playerAccountFactory)).toMatchObject({
      stake: 7n,
      staked: true,
      unstakeDelaySec: 86_400,
    });
    expect(await readInfo(deployment.sessionPaymaster)).toMatchObject({ stake: 9n, deposit: parseEther("3") });
  });

  test("another name, target or duration gives another deployment", async () => {
    const { deployment } = await deploy();
    const other = await deploy({ name: "Another" });
    expect(other.deployment.sessionValidator).not.toBe(deployment.sessionValidator);
    const longer = await deploy({ maxDuration: 7200 });
    expect(longer.deployment.sessionValidator).not.toBe(deployment.sessionValidator);
    const closed = await deploy({ playTargets: [] });
    expect(closed.deployment).toMatchObject({ sessionValidator: deployment.sessionValidator });
    expect(closed.deployment.playerAccountFactory).not.toBe(deployment.playerAccountFactory);
  });

  test("invalid parameters are refused before anything is sent", async () => {
    const before = await clientOf().getTransactionCount({ address: deployer.address });
    await expect(deploy({ name: "" })).rejects.toThrow(/0 bytes, allowed 1 to 31/);
    await expect(deploy({ name: "é".repeat(16) })).rejects.toThrow(/32 bytes/);
    await expect(deploy({ rolesOwner: guestbook, stake: { factory: 1n } })).rejects.toThrow(/Only the owner/);
    await expect(deploy({ chain: { ...terms.chain, id: 1 } })).rejects.toThrow(/chain 31337, wanted 1/);
    expect(await clientOf().getTransactionCount({ address: deployer.address })).toBe(before);
  });
});
