import type { sendOperation } from "@hourglass/session/core";
import { type Address, createClient, formatEther, type PublicClient } from "viem";
import { vi } from "vitest";
import { config as configSchema } from "@/app/_api/config";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createWalker } from "@/scripts/load/walker";
import { addressOf, localKeys } from "@/scripts/stack/keys";
import { createChainClient } from "./chain";
import { serveConfig } from "./config";
import { serveBundler } from "./rpc/bundlerDoor";
import { serveChain } from "./rpc/chainDoor";
import { serveSponsor } from "./sponsor/serve";
import { createAttacker } from "./testAttacker";
import { startTestStack, toTransport } from "./testWorld";

/** Who pays for strangers' requests. */
export const payers = {
  executor: [...localKeys.bundlerExecutors, localKeys.bundlerUtility].map(addressOf),
  relayer: [addressOf(localKeys.relayer)],
};

export type KitClient = Parameters<typeof sendOperation>[0];

/**
 * A whole stack with an honest player and an attacker. It prints what the attacks cost:
 * `npx vitest run --project integration app/_server/strangers`.
 * @param changes Environment variables to override.
 */
export async function startStrangers(changes: Readonly<Record<string, string>> = {}) {
  const { stack, dispose } = await startTestStack();
  stubTestEnv({ ...stack.env, ...changes });
  const chain = createChainClient(stack.env.RPC_URL, 31337);
  const config = configSchema.parse(await (await serveConfig()).json());
  const walker = await createWalker({
    ...{ chain, config },
    doors: { rpc: toTransport(serveChain), bundler: toTransport(serveBundler), sponsor: toTransport(serveSponsor) },
  });
  const attacker = createAttacker(chain, stack.env.RPC_URL);
  return {
    ...{ stack, chain, config, walker, attacker },
    stop: async () => {
      await walker.stop();
      await dispose();
    },
  };
}
export type Strangers = Awaited<ReturnType<typeof startStrangers>>;

/** A request as a browser at this address sends it. */
export const post = (path: string, body: unknown, from = "127.0.0.1") =>
  new Request(`http://app.test${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", "x-forwarded-for": from },
  });

/** A client of the kit whose server is a function of this process. */
export const toClient = (serve: (request: Request) => Promise<Response>) =>
  createClient({ transport: toTransport(serve) }) as unknown as KitClient;

const readBalance = async (chain: PublicClient, who: readonly Address[]) =>
  (await Promise.all(who.map((address) => chain.getBalance({ address })))).reduce((sum, wei) => sum + wei, 0n);

/** What an attack costs the payer, in wei; printed for the record. */
export async function measure(
  chain: PublicClient,
  payer: keyof typeof payers,
  attack: string,
  run: () => Promise<unknown>,
): Promise<bigint> {
  const before = await readBalance(chain, payers[payer]);
  await run();
  const after = await readBalance(chain, payers[payer]);
  const [was, is, lost] = [before, after, before - after].map((wei) => formatEther(wei));
  console.log(`${payer}, ${attack}: ${was} ETH before, ${is} after, lost ${lost}`);
  return before - after;
}

/** Blocks are the clock here: this many are enough time for everything that was accepted. */
export async function passBlocks(chain: PublicClient, count: bigint): Promise<void> {
  const from = await chain.getBlockNumber();
  await vi.waitUntil(async () => (await chain.getBlockNumber()) >= from + count, { timeout: 100_000, interval: 100 });
}
