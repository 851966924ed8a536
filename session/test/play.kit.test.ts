import { execFile } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build } from "esbuild";
import { createPublicClient, http } from "viem";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { injectWallet } from "@/e2e/fixtures/wallet";
import { ensureChromium } from "@/scripts/setup/chromium.ts";
import { fromRoot } from "@/scripts/stack/paths";
import { type ExampleWorld, runCommand, startExampleWorld, startServer } from "./kit/exampleWorld.ts";
import { guestbookAbi } from "./kit/guestbook.ts";

const { plain, withWagmi } = inject("kit");
const examples = {
  guestbook: path.join(plain, "guestbook"),
  "guestbook-wagmi": path.join(withWagmi, "guestbook-wagmi"),
  agent: path.join(plain, "agent"),
  server: path.join(plain, "server"),
};
/** Of the local chain. */
const CHAIN_ID = 31337;
const PROGRAMS = { agent: ["grant.ts", "agent.ts"], server: ["server.ts"] };
const WAIT_MS = 40_000;

let world: ExampleWorld;
let served: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;

beforeAll(async () => {
  for (const [name, place] of Object.entries(examples)) cpSync(fromRoot("examples", name), place, { recursive: true });
  world = await startExampleWorld(plain);
  await bundle(examples.guestbook, ["main.ts"], "browser");
  await bundle(examples["guestbook-wagmi"], ["main.tsx"], "browser");
  for (const [name, entries] of Object.entries(PROGRAMS)) {
    await bundle(examples[name as keyof typeof PROGRAMS], entries, "node", path.join(plain, name, "dist"));
  }
  served = await startServer(examples.server, world, [examples.guestbook, examples["guestbook-wagmi"]]);
  const executablePath = ensureChromium();
  browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    chromiumSandbox: process.getuid?.() !== 0,
  });
});
afterAll(async () => {
  await browser?.close();
  served?.close();
  await world?.dispose();
});

/** The chain's entries. */
const readEntries = () =>
  createPublicClient({ transport: http(world.rpc) }).readContract({
    ...{ address: world.guestbook, abi: guestbookAbi, functionName: "entries" },
  });

async function bundle(folder: string, entries: readonly string[], platform: "browser" | "node", outdir = folder) {
  await build({
    ...{ entryPoints: entries.map((entry) => path.join(folder, entry)), bundle: true, minify: true, outdir, platform },
    ...{ format: "esm", target: "es2022", define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error" },
  });
}

/** A page whose errors fail the test. */
async function openPage(name: keyof typeof examples, prepare: (page: Page) => Promise<unknown> = async () => {}) {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(WAIT_MS);
  const errors: Error[] = [];
  page.on("pageerror", (error) => void errors.push(error));
  const prepared = await prepare(page);
  await page.goto(`${served.url}/${name}/`);
  return { page, errors, prepared };
}

async function sign(page: Page, text: string) {
  await page.getByLabel("Your words").fill(text);
  await page.getByRole("button", { name: "Sign" }).click();
  await page.getByRole("listitem").filter({ hasText: text }).waitFor();
}

test("the command reports each step, and what already exists when it runs again", async () => {
  const { guestbook } = world;
  expect(world.said).toMatch(/SessionValidator +0x\w{40} {2}deployed, 0x/);
  const again = ["deploy", "--rpc", world.rpc, "--key-env", "DEPLOYER_KEY", "--name", "Guestbook"];
  const output = await runCommand(plain, [...again, "--play-target", guestbook]);
  expect(output).toMatch(/PlayerAccountFactory +0x\w{40} {2}already exists/);
  const { sessionPaymaster: _paymaster, ...rest } = JSON.parse(readFileSync(world.deploymentFile, "utf8"));
  expect(JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1))).toEqual(rest);
  await expect(runCommand(plain, ["deploy", "--rpc", world.rpc])).rejects.toThrow(/--name is missing/);
});

test("a guest signs the guestbook, goes on after a reload, and ends", { timeout: 180_000 }, async () => {
  const { page, errors } = await openPage("guestbook");
  await page.getByText("Sign to start your hour.").waitFor();
  await sign(page, "first");
  await page.getByText("49 signatures left, session active.").waitFor();
  await page.reload();
  await page.getByText("49 signatures left, session active.").waitFor();
  await sign(page, "second");
  await page.getByText("48 signatures left, session active.").waitFor();
  const [first, second] = await readEntries();
  expect([first?.text, second?.text]).toEqual(["first", "second"]);
  expect(second?.by).toBe(first?.by);
  await page.getByRole("button", { name: "End session" }).click();
  await page.getByText("The session ended.").waitFor();
  await page.reload();
  await page.getByText("Sign to start your hour.").waitFor();
  expect(errors).toEqual([]);
});

test("a wallet approves once, and wagmi's own hooks sign without a prompt", { timeout: 180_000 }, async () => {
  const { page, errors, prepared } = await openPage("guestbook-wagmi", (fresh) => injectWallet(fresh, CHAIN_ID));
  const wallet = prepared as Awaited<ReturnType<typeof injectWallet>>;
  await page.getByRole("button", { name: "Connect" }).click();
  await sign(page, "by a wallet");
  await sign(page, "again by a wallet");
  expect(wallet.prompts()).toEqual(["eth_requestAccounts", "eth_signTypedData_v4"]);
  await page.reload();
  await sign(page, "after a reload");
  expect(wallet.prompts().filter((method) => method === "eth_signTypedData_v4")).toHaveLength(1);
  const mine = (await readEntries()).filter(({ text }) => /wallet|reload/.test(text));
  expect(mine.map(({ text }) => text)).toEqual(["by a wallet", "again by a wallet", "after a reload"]);
  expect(new Set(mine.map(({ by }) => by)).size).toBe(1);
  expect(errors).toEqual([]);
});

test("an agent works with a grant to its own key, within what was granted", { timeout: 180_000 }, async () => {
  const answer = await fetch(`${served.url}/agent/world.json`);
  writeFileSync(path.join(examples.agent, "world.json"), await answer.text());
  const [ownerKey, agentKey] = [generatePrivateKey(), generatePrivateKey()];
  const run = (script: string, arg: string, input = "") => {
    const env = { ...process.env, OWNER_KEY: ownerKey, AGENT_KEY: agentKey };
    const running = promisify(execFile)(process.execPath, [`dist/${script}.js`, arg], { cwd: examples.agent, env });
    running.child.stdin?.end(input);
    return running;
  };
  const { stdout: grant } = await run("grant", privateKeyToAddress(agentKey));
  expect(grant).not.toContain(ownerKey.slice(2));
  const { stdout } = await run("agent", "by an agent", grant);
  const { account, left } = JSON.parse(stdout);
  expect(left).toBe(9);
  expect((await readEntries()).at(-1)).toMatchObject({ by: account, text: "by an agent" });
  await expect(run("agent", "x".repeat(141), grant)).rejects.toThrow(/TextTooLong/);
});
