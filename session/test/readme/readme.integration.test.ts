import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bin, fromRoot } from "@/scripts/stack/paths";
import type { Sessions } from "../../src/index.ts";
import { sponsorTransport } from "../player.ts";
import { startWorld, type World } from "../world.ts";
import { readBlocks, toProgram } from "./blocks.ts";
import { abi, type Given, givenNames } from "./given.ts";
import { serveSponsor } from "./serveSponsor.ts";

// Ignored by git, linter and the type check: it contains a reader's program.
const folder = fromRoot("session/.data/readme");
const program = path.join(folder, "program.ts");
const FRIEND = "0x00000000000000000000000000000000000000f1";
const SHOP = "0x00000000000000000000000000000000000000f2";

let world: World;
let sponsor: Awaited<ReturnType<typeof serveSponsor>>;
let sessions: Sessions | undefined;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const blocks = readBlocks(readFileSync(fromRoot("session/README.md"), "utf8"));
  writeFileSync(program, toProgram(blocks, "../../test/readme/given.ts", givenNames));
  const options = { extends: "../../../tsconfig.json", include: ["program.ts"], exclude: [] };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(options));
  world = await startWorld();
  sponsor = await serveSponsor(sponsorTransport(world));
});
afterAll(async () => {
  await sessions?.dispose();
  sponsor?.close();
  await world?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test("the README's code compiles, with strict settings", () => {
  const check = () =>
    execFileSync(process.execPath, [bin("typescript", "tsc"), "--incremental", "false", "-p", folder], {
      encoding: "utf8",
    });
  expect(check()).toBe("");
});

test("the README's code works: a guest signs, gets events, is refused, goes on, and an agent works", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const { chain, deployment, bundlerUrl, contracts, rpc } = world;
  const { run } = (await import(program)) as { run: (given: Given) => Promise<Sessions> };
  sessions = await run({
    ...{ chain, deployment, bundlerUrl, sponsorUrl: sponsor.url },
    ...{ address: contracts.book, token: contracts.target, shop: SHOP, friend: FRIEND },
    ...{ agent: privateKeyToAccount(generatePrivateKey()), signer: world.sponsor },
  });
  const said = log.mock.calls;
  log.mockRestore();

  const hash = expect.stringMatching(/^0x[0-9a-f]{64}$/);
  expect(said).toEqual([
    [hash, 49],
    [2],
    [true, hash, "active"],
    ["function", "sign(string)"],
    [["sign(string)"], 50, 4, "Grant"],
    [hash],
    [10n ** 16n, expect.toSatisfy((deposit: bigint) => deposit > 0n)],
  ]);
  const texts = await rpc.readContract({ abi, address: contracts.book, functionName: "texts" });
  expect(texts).toEqual(["I was here", "again", "by viem", "by the agent"]);
});
