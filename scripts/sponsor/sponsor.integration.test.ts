import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sessionPaymasterAbi, sessionValidatorAbi } from "@hourglass/session/abis";
import type { sendOperation } from "@hourglass/session/core";
import { sendOwnerOperation } from "@hourglass/session/core";
import { type Address, createClient, encodeFunctionData, formatEther, parseEther } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { privateKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Config, config as configSchema } from "@/app/_api/config";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createChainClient } from "@/app/_server/chain";
import { serveConfig } from "@/app/_server/config";
import { createDatabase, type Database } from "@/app/_server/database";
import { readDeployment } from "@/app/_server/deployment";
import { watchHeads } from "@/app/_server/events/watchHeads";
import { serveHealth } from "@/app/_server/health/serve";
import { serveBundler } from "@/app/_server/rpc/bundlerDoor";
import { serveSponsor } from "@/app/_server/sponsor/serve";
import { createDeafAccount } from "@/app/_server/testDeafAccount";
import { createTraveller } from "@/app/_server/testTraveller";
import { createGuest, encodeMove, startTestStack, toTransport } from "@/app/_server/testWorld";
import { runIndexer } from "@/indexer/run";
import { localKeys } from "../stack/keys.ts";
import { fromRoot, root } from "../stack/paths.ts";
import type { Stack } from "../stack/stack.ts";

// Each command is a process that compiles itself, on whatever machine.
vi.setConfig({ testTimeout: 180_000 });

const stranger: Address = "0x00000000000000000000000000000000000b0b00";
const LOW_WEI = parseEther("2");

let stack: Stack;
let dispose: () => Promise<void>;
let chain: ReturnType<typeof createChainClient>;
let database: Database;
let config: Config;

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv({ ...stack.env, SPONSOR_LOW_DEPOSIT_WEI: String(LOW_WEI) });
  chain = createChainClient(stack.env.RPC_URL, 31337);
  database = createDatabase(stack.env.DATABASE_URL);
  config = configSchema.parse(await (await serveConfig()).json());
}, 400_000);

afterAll(async () => {
  await database.$disconnect();
  await dispose();
});

/** Runs the command as an operator does, as a process of its own. */
async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { RPC_URL, CHAIN_ID, DEPLOYMENT_FILE, DATABASE_URL } = stack.env;
  const world = { RPC_URL, CHAIN_ID, DEPLOYMENT_FILE, DATABASE_URL, SPONSOR_LOW_DEPOSIT_WEI: String(LOW_WEI) };
  const args = ["--import", "tsx", fromRoot("scripts/sponsor/main.ts"), ...argv];
  return promisify(execFile)(process.execPath, args, {
    cwd: root,
    env: { NODE_ENV: "test", PATH: process.env.PATH, ...world, ...env },
  }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

const readDeposit = () => {
  const { entryPoint: address, sessionPaymaster } = config.deployment;
  return chain.readContract({ address, abi: entryPoint08Abi, functionName: "balanceOf", args: [sessionPaymaster] });
};
const isDenied = async (account: Address) => {
  const paymaster = { address: config.deployment.sessionPaymaster, abi: sessionPaymasterAbi } as const;
  return (await chain.readContract({ ...paymaster, functionName: "denialOf", args: [account] })) !== 0;
};

async function askForVoucher() {
  const guest = await createGuest(chain, config);
  const sponsor = createClient({ transport: toTransport(serveSponsor) }) as Parameters<typeof sendOperation>[0];
  const bundler = createClient({ transport: toTransport(serveBundler) }) as Parameters<typeof sendOperation>[0];
  const data = encodeFunctionData({ abi: sessionValidatorAbi, functionName: "revokeAll" });
  const sent = await sendOwnerOperation(
    { rpc: chain, bundler, sponsor },
    {
      ...{ ...guest, chainId: 31337, calls: [{ to: config.deployment.sessionValidator, data }] },
      gasLimits: { callGasLimit: 150_000n, verificationGasLimit: 1_000_000n },
    },
  );
  return { guest, sent };
}

describe("npm run sponsor", () => {
  test("deposit adds to the deposit on chain, and says what was before and after", async () => {
    const before = await readDeposit();
    const { stdout, code } = await run(["deposit", "1.5"]);
    const after = await readDeposit();
    expect(code).toBe(0);
    expect(after).toBe(before + parseEther("1.5"));
    expect(stdout).toContain(`${formatEther(before)} ETH before, ${formatEther(after)} ETH after`);
    const hash = /transaction (0x[0-9a-f]{64})/.exec(stdout)?.[1] as `0x${string}`;
    const receipt = await chain.getTransactionReceipt({ hash });
    expect(receipt).toMatchObject({ status: "success", to: config.deployment.sessionPaymaster });
  });

  test("deny stops paying for an account at once, allow resumes it, and both know when there is nothing to do", async () => {
    expect((await run(["allow", stranger])).stdout).toContain("is allowed already; nothing was sent");
    const denied = await run(["deny", stranger]);
    expect(denied.stdout).toMatch(
      /is denied now\.\n {2}transaction 0x[0-9a-f]{64}\n {2}before {6}allowed, after denied/,
    );
    expect(await isDenied(stranger)).toBe(true);
    expect((await run(["deny", stranger])).stdout).toContain("is denied already; nothing was sent");
    expect((await run(["allow", stranger])).stdout).toContain("is allowed now");
    expect(await isDenied(stranger)).toBe(false);
  });

  test("acts with the keys of the environment, and says whose key it was when it has not the role", async () => {
    const wrong = privateKeyToAddress(localKeys.relayer);
    const owner = privateKeyToAddress(localKeys.deployer);
    const before = await readDeposit();
    for (const [argv, name] of [
      [["withdraw", "1", stranger], "SPONSOR_OWNER_KEY"],
      [["deny", stranger], "SPONSOR_WATCHER_KEY"],
    ] as const) {
      const { stderr, code } = await run(argv, { [name]: localKeys.relayer });
      expect(code).toBe(1);
      expect(stderr.trim()).toBe(`${name}: seen the key of ${wrong}; allowed: the key of ${owner}`);
      expect(stderr).not.toContain(localKeys.relayer);
    }
    expect(await readDeposit()).toBe(before);
    expect(await isDenied(stranger)).toBe(false);
  });

  test("refuses the wrong chain and amounts that are not there, and shows no password of a database that is gone", async () => {
    const [chainId, tooMuch, notThere, gone] = await Promise.all([
      run(["status"], { CHAIN_ID: "10" }),
      run(["deposit", "999999999"]),
      run(["withdraw", "999999999", stranger]),
      run(["status"], { DATABASE_URL: "postgresql://me:secret@127.0.0.1:1/none" }),
    ]);
    expect(chainId.stderr).toContain("seen chainId 31337; allowed: 10");
    expect(tooMuch.stderr).toContain("eth: seen 999999999 ETH; allowed: less than");
    expect(notThere.stderr).toContain("allowed: at most the deposit");
    expect(gone.code).toBe(1);
    expect(gone.stderr).not.toContain("secret");
  });

  test("status tells deposit, stake, promises and what was spent, as chain and ledger have them", async () => {
    const { guest, sent } = await askForVoucher();
    const end = new AbortController();
    const indexing = runIndexer({
      databaseUrl: stack.env.DATABASE_URL,
      database,
      chain,
      readDeployment: () => readDeployment(stack.deploymentFile, 31337),
      watchHeads: (onHead) => watchHeads(stack.env.RPC_WS_URL, onHead),
      signal: end.signal,
    });
    const row = await vi.waitUntil(() => database.operation.findUnique({ where: { userOpHash: sent.userOpHash } }), {
      timeout: 60_000,
      interval: 100,
    });
    end.abort();
    await indexing;
    const account = guest.account.toLowerCase();
    const promised = await database.sponsorVoucher.findFirstOrThrow({ where: { account, kind: "operation" } });
    const promisedEth = formatEther(BigInt(promised.maxCost.toFixed(0)));
    const spentEth = formatEther(BigInt(row.actualGasCost.toFixed(0)));
    const { stdout, code } = await run(["status"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Sponsor ${config.deployment.sessionPaymaster} on chain 31337`);
    // The cells of each row, without the frame of the table.
    const rows = stdout.split("\n").map((line) => line.split("│").map((cell) => cell.trim().replaceAll("'", "")));
    const cellsOf = (name: string) => rows.find((cells) => cells[1] === name)?.slice(2);
    expect(cellsOf("deposit")?.[0]).toBe(`${formatEther(await readDeposit())} ETH`);
    expect(cellsOf("stake")?.[0]).toBe("1 ETH, 24 h to unlock");
    expect(cellsOf("everybody")).toEqual(expect.arrayContaining([`${promisedEth} ETH`, "2000 ETH"]));
    expect(cellsOf("its operations")).toEqual(expect.arrayContaining([`${promisedEth} ETH`, "4 ETH", account]));
    expect(cellsOf("all")?.slice(0, 3)).toEqual([`${spentEth} ETH`, "1", "0"]);
    expect(cellsOf(account)?.slice(0, 2)).toEqual([`${spentEth} ETH`, "1"]);
  });

  test("withdraw takes from the deposit; a low one is told by status and health, none by the sponsor", async () => {
    const before = await readDeposit();
    const rest = parseEther("1");
    const { stdout } = await run(["withdraw", formatEther(before - rest), stranger]);
    expect(await readDeposit()).toBe(rest);
    expect(await chain.getBalance({ address: stranger })).toBe(before - rest);
    expect(stdout).toContain(`${formatEther(before)} ETH before, 1 ETH after`);
    expect((await run(["status"])).stdout).toContain("1 ETH  LOW: below 2 ETH");
    const readHealth = async () => (await serveHealth(new Request("http://app.test/api/health"))).json();
    expect(await readHealth()).toMatchObject({
      parts: { sponsor: { status: "up", note: expect.stringContaining("low") } },
    });

    await run(["withdraw", "1", stranger]);
    await expect(askForVoucher()).rejects.toMatchObject({
      part: "sponsor",
      message: expect.stringContaining("answer"),
    });
    await run(["deposit", "3"]);
    await askForVoucher();
  });

  test("deny ends what is paid for the sessions that run as well; they stay so, and a session after allow is paid for", async () => {
    const [traveller, other] = [await createTraveller(chain, config), await createTraveller(chain, config)];
    await traveller.play(encodeMove("0x00"));
    await traveller.renew();
    for (const each of [traveller, other]) {
      await each.play(encodeMove("0x02"));
      expect(await each.play(encodeMove("0x00"))).toMatchObject({ success: true });
    }
    expect((await run(["deny", traveller.account])).stdout).toContain("is denied now");
    await expect(traveller.play(encodeMove("0x02"))).rejects.toMatchObject({ part: "bundler", entryPointCode: "AA34" });
    expect(await other.play(encodeMove("0x02"))).toMatchObject({ success: true });
    expect((await run(["deny", traveller.account])).stdout).toContain("is denied already; nothing was sent");
    expect((await run(["allow", traveller.account])).stdout).toContain("is allowed now");
    await expect(traveller.play(encodeMove("0x02"))).rejects.toMatchObject({ part: "bundler", entryPointCode: "AA34" });
    await traveller.renew();
    expect(await traveller.play(encodeMove("0x02"))).toMatchObject({ success: true });
  });

  test("deny is not stopped by sessions in the logs that never lived", async () => {
    const deaf = await createDeafAccount(chain, stack.env.RPC_URL, config);
    await deaf.begin();
    expect((await run(["deny", deaf.account])).stdout).toContain("is denied now");
    expect(await isDenied(deaf.account)).toBe(true);
  });
});
