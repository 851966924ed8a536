import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Owner } from "@hourglass/session/core";
import { buildOwnerOperation, sponsorContext } from "@hourglass/session/core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Config, config as configSchema } from "@/app/_api/config";
import { stubTestEnv } from "@/app/_env/testEnv";
import type { Stack } from "@/scripts/stack/stack";
import { createChainClient } from "../chain";
import { serveConfig } from "../config";
import { createDatabase, type Database } from "../database";
import { startServer } from "../testServers";
import {
  createGuest,
  createRevocation,
  encodeEmbark,
  type Guest,
  leaveEndOfWindow,
  startTestStack,
} from "../testWorld";

vi.setConfig({ testTimeout: 90_000 });

/** What each session of these tests asks for, and how often it fits into each budget. */
const SESSION_WEI = 10n ** 17n;
const FITS = { account: 7n, range: 11n, everybody: 25n };
/** Cost of an operation of these tests, and a little for two of them. */
const OPERATION_WEI = 1_210_000n * 10n ** 9n;
const LOW_WEI = 10n ** 24n;
const OPERATIONS_WEI = OPERATION_WEI * 2n + 1n;

const NAMES = ["server-a", "server-b"];

let stack: Stack;
let dispose: () => Promise<void>;
let chain: ReturnType<typeof createChainClient>;
let database: Database;
let config: Config;
let logs: string;
/** Guests who received a voucher while the budget lasted. */
const standing: Guest[] = [];
let servers: readonly Awaited<ReturnType<typeof startServer>>[] = [];

beforeAll(async () => {
  ({ stack, dispose } = await startTestStack());
  stubTestEnv(stack.env);
  logs = mkdtempSync(path.join(tmpdir(), "hourglass-servers-"));
  chain = createChainClient(stack.env.RPC_URL, 31337);
  database = createDatabase(stack.env.DATABASE_URL);
  config = configSchema.parse(await (await serveConfig()).json());
  const env = {
    ...stack.env,
    SPONSOR_ACCOUNT_DAY_WEI: String(SESSION_WEI * FITS.account + OPERATIONS_WEI),
    SPONSOR_RANGE_DAY_WEI: String(SESSION_WEI * FITS.range + 1n),
    SPONSOR_DAY_WEI: String(SESSION_WEI * FITS.everybody + OPERATIONS_WEI),
    SPONSOR_OPERATIONS_DAY_WEI: String(OPERATIONS_WEI),
    // More than the deposit, so each copy has something to report.
    SPONSOR_LOW_DEPOSIT_WEI: String(LOW_WEI),
    TRUSTED_PROXIES: "1",
  };
  servers = await Promise.all(NAMES.map((name) => startServer(name, logs, env)));
}, 400_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database.$disconnect();
  await dispose();
  rmSync(logs, { recursive: true, force: true });
});

type Answer = { result?: { paymasterData: string }; error?: { code: number; message: string; data: object } };

/** Asks one of the two servers, like a proxy in front of it that passes on the client's address. */
async function post(index: number, address: string, params: unknown[]) {
  const response = await fetch(`${servers[index % 2]?.url}/api/sponsor`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": address },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "pm_getPaymasterData", params }),
  });
  return { ...((await response.json()) as Answer), retryAfter: response.headers.get("retry-after") };
}

const hex = (value: bigint) => `0x${value.toString(16)}`;

function askForSession(index: number, address: string, guest: Guest) {
  const operation = {
    sender: guest.account,
    nonce: hex(guest.grant.nonceKey << 64n),
    callData: "0x",
    ...guest.factory,
  };
  const { entryPoint, chainId } = config.deployment;
  const context = sponsorContext(guest.grant, guest.ownerSignature);
  return post(index, address, [operation, entryPoint, hex(BigInt(chainId)), context]);
}

/** Guests who each ask for the same amount; with an owner they are one account with many session keys. */
const createGuests = (count: number, owner?: Owner) =>
  Promise.all(Array.from({ length: count }, () => createGuest(chain, config, { maxGasWei: SESSION_WEI }, owner)));

const given = (answers: readonly Answer[]) => answers.filter(({ result }) => result !== undefined);

async function promisedTo(scope: "account" | "network" | "everybody" | "ownerCalls", subject: string) {
  const row = await database.sponsorBudget.findFirst({ where: { scope, subject } });
  return BigInt(row?.promised.toFixed(0) ?? 0);
}

function expectThrottled(answers: readonly (Answer & { retryAfter: string | null })[], words: string) {
  const refused = answers.filter(({ error }) => error !== undefined);
  expect(refused.length).toBeGreaterThan(0);
  const midnight = (Math.floor(Date.now() / 86_400_000) + 1) * 86_400;
  for (const { error, retryAfter } of refused) {
    expect(error).toMatchObject({ code: -32504, message: expect.stringContaining(words) });
    expect(error?.data).toMatchObject({ part: "sponsor", seen: expect.any(String), retryAt: midnight });
    expect(Number(retryAfter)).toBeGreaterThan(0);
  }
}

describe("two copies of the app that decide at the same time", () => {
  test("never give an account more than its daily budget, whatever addresses and keys it uses", async () => {
    const [first] = await createGuests(1);
    const guests = await createGuests(20, first?.owner);
    const answers = await Promise.all(guests.map((guest, index) => askForSession(index, `10.0.${index}.1`, guest)));
    expect(given(answers)).toHaveLength(Number(FITS.account));
    expectThrottled(answers, "budget of this account for today");
    const account = guests[0]?.account.toLowerCase() ?? "";
    expect(await database.sponsorVoucher.count({ where: { account } })).toBe(Number(FITS.account));
    expect(await promisedTo("account", account)).toBe(SESSION_WEI * FITS.account);
  });

  test("never give a range of addresses more than its daily budget, whatever accounts ask", async () => {
    const guests = await createGuests(20);
    const answers = await Promise.all(guests.map((guest, index) => askForSession(index, `203.0.113.${index}`, guest)));
    expect(given(answers)).toHaveLength(Number(FITS.range));
    expectThrottled(answers, "budget of your network for today");
    standing.push(...guests.filter((_, index) => answers[index]?.result));
    expect(await promisedTo("network", "203.0.113.0/24")).toBe(SESSION_WEI * FITS.range);
  });

  test("count an account's operations with one nonce once, and give the same voucher for the same operation", async () => {
    const [guest] = await createGuests(1);
    if (!guest) throw new Error("There is a guest.");
    const { account, owner, factory } = guest;
    const ask = (index: number) => {
      const { signature: _none, ...operation } = buildOwnerOperation(
        {
          ...{ chainId: 31337, account, owner, factory, nonce: 0n },
          // Ten different requests, each made twice.
          calls: [{ to: config.deployment.hourglass, data: encodeEmbark(index >> 1) }],
          fees: { maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 10n ** 9n },
          gasLimits: { callGasLimit: 100_000n, verificationGasLimit: 1_000_000n, preVerificationGas: 50_000n },
        },
        true,
      );
      const fields = Object.entries(operation).map(([key, value]) => [
        key,
        typeof value === "bigint" ? hex(value) : value,
      ]);
      const { entryPoint, chainId } = config.deployment;
      const params = [Object.fromEntries(fields), entryPoint, hex(BigInt(chainId)), { kind: "operation" }];
      return post(index, `10.1.${index}.1`, params);
    };
    await leaveEndOfWindow(chain, stack.env.RPC_URL);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => ask(index)));
    const vouchers = given(answers).map(({ result }) => result?.paymasterData);
    expect(vouchers).toHaveLength(8);
    expect(new Set(vouchers).size).toBe(4);
    const again = await Promise.all(Array.from({ length: 8 }, (_, index) => ask(index)));
    expect(new Set(given(again).map(({ result }) => result?.paymasterData))).toEqual(new Set(vouchers));
    expect(await promisedTo("ownerCalls", account.toLowerCase())).toBe(OPERATION_WEI);
  });

  test("never give everybody together more than the daily budget, and record nothing of what they refuse", async () => {
    const before = await database.sponsorVoucher.count({ where: { kind: "session" } });
    const left = Number(FITS.everybody) - before;
    const guests = await createGuests(left + 8);
    const answers = await Promise.all(guests.map((guest, index) => askForSession(index, `10.2.${index}.1`, guest)));
    expect(given(answers)).toHaveLength(left);
    expectThrottled(answers, "budget of everybody for today");
    const rows = await database.sponsorVoucher.findMany({ where: { kind: "session" } });
    const sessions = rows.reduce((sum, { maxCost }) => sum + BigInt(maxCost.toFixed(0)), 0n);
    const ofOperations = { where: { kind: "operation" } };
    const operations = (await database.sponsorVoucher.groupBy({ by: ["account", "nonce"], ...ofOperations })).length;
    const sum = sessions + BigInt(operations) * OPERATION_WEI;
    expect(await promisedTo("everybody", config.deployment.sessionPaymaster)).toBe(sum);
    const budgets = await database.sponsorBudget.groupBy({ by: ["scope"], _sum: { promised: true } });
    const sums = Object.fromEntries(budgets.map(({ scope, _sum }) => [scope, _sum.promised?.toFixed(0)]));
    expect(sums).toMatchObject({ account: `${sum}`, network: `${sum}`, everybody: `${sum}` });
  });

  test("end a session for free when every budget is used up", async () => {
    const [late] = await createGuests(1);
    if (!late) throw new Error("There is a guest.");
    expect((await askForSession(0, "10.3.0.1", late)).error).toMatchObject({ code: -32504 });
    const [guest] = standing;
    if (!guest) throw new Error("There is a guest with a voucher.");
    const response = await fetch(`${servers[0]?.url}/api/revoke`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": "203.0.113.1" },
      body: JSON.stringify(await createRevocation(guest)),
    });
    const { transactionHash } = (await response.json()) as { transactionHash: `0x${string}` };
    expect((await chain.waitForTransactionReceipt({ hash: transactionHash })).status).toBe("success");
  });

  test("give nothing while the database is down, and say so", async () => {
    const guests = await createGuests(2);
    await stack.database?.stop();
    const answers = await Promise.all(guests.map((guest, index) => askForSession(index, "10.4.0.1", guest)));
    for (const { error } of answers) expect(error).toMatchObject({ code: -32001, data: { part: "database" } });
    await stack.database?.start();
  });

  test("log once each that the deposit is low, however many vouchers they gave", async () => {
    const [, guest] = standing;
    if (!guest) throw new Error("There is a guest with a voucher.");
    // Which of them was faster so far is chance; both repeat existing vouchers as often as asked.
    for (const index of [0, 1, 0, 1]) expect(await askForSession(index, "10.5.0.1", guest)).toHaveProperty("result");
    for (const name of NAMES) {
      const lines = readFileSync(path.join(logs, "logs", `${name}.log`), "utf8").split("\n");
      expect(lines.filter((line) => line.includes("Session voucher given.")).length).toBeGreaterThan(1);
      const warnings = lines.filter((line) => line.includes("deposit is low")).map((line) => JSON.parse(line));
      expect(warnings).toMatchObject([{ level: 40, part: "sponsor", lowWei: `${LOW_WEI}` }]);
    }
  });
});
