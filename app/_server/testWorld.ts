import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { playerAccountFactoryAbi } from "@hourglass/session/abis";
import type { Owner } from "@hourglass/session/core";
import {
  createFactoryArgs,
  createGrant,
  createMemoryKeyStore,
  createPermission,
  createSessionKey,
  type Grant,
  openDeviceOwner,
  readGrantEpoch,
  revokeBySessionKey,
  sessionModuleOf,
  toGrantTypedData,
} from "@hourglass/session/core";
import { createTestClient, encodeFunctionData, http, numberToHex, type PublicClient } from "viem";
import type { Config } from "@/app/_api/config";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { packPlan } from "@/game/rules/plan";
import { freePort, freePorts } from "@/scripts/stack/ports";
import { type Stack, startStack } from "@/scripts/stack/stack";
import { dropTestDatabase, nameTestDatabase } from "./testServerUrl";

/**
 * A whole stack for one test file, without app and indexer, which the tests replace. Parts can be stopped, except
 * the database if DATABASE_URL names a server: there the stack has its own database on that server.
 * @param options Whether there is a second bundler.
 * @returns The stack, and a function that stops it and removes its data.
 */
export async function startTestStack(
  options: { spareBundler?: boolean } = {},
): Promise<{ stack: Stack; dispose: () => Promise<void> }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hourglass-server-"));
  // When run as root, the database has another user, who must be able to enter; otherwise its data would be put elsewhere and
  // stay.
  chmodSync(dataDir, 0o755);
  const ports = { ...(await freePorts()), ...(options.spareBundler && { spareBundler: await freePort() }) };
  const outside = process.env.DATABASE_URL ? nameTestDatabase(process.env.DATABASE_URL) : undefined;
  const stack = await startStack({
    ports,
    dataDir,
    databaseUrl: outside?.toString(),
    production: false,
    reset: false,
    restarts: false,
    parts: { app: false, indexer: false },
  });
  return {
    stack,
    dispose: async () => {
      await stack.stop();
      if (outside) await dropTestDatabase(outside);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type Guest = Awaited<ReturnType<typeof createGuest>>;

/**
 * A guest with a signed grant, like one that the page makes.
 * @param chain Client of the chain.
 * @param config From `/api/config`.
 * @param changes Fields of the grant to override; they are signed as well.
 * @param givenOwner Who owns the account; default a new device key.
 * @returns Owner, account, key, grant and the owner's signature.
 */
export async function createGuest(
  chain: PublicClient,
  config: Config,
  changes: Partial<Grant> = {},
  givenOwner?: Owner,
) {
  const { deployment, sponsor } = config;
  const owner = givenOwner ?? (await openDeviceOwner(createMemoryKeyStore(), deployment.p256Verifier));
  const key = await createSessionKey(deployment.p256Verifier);
  const factory = createFactoryArgs(deployment.playerAccountFactory, owner.signer);
  const account = await chain.readContract({
    address: deployment.playerAccountFactory,
    abi: playerAccountFactoryAbi,
    functionName: "getAddress",
    args: [owner.signer, numberToHex(0, { size: 32 })],
  });
  const { timestamp } = await chain.getBlock();
  const grant: Grant = {
    ...createGrant({
      account,
      sessionKey: key.signer,
      validator: deployment.sessionValidator,
      lane: 1,
      epoch: await readGrantEpoch(chain, deployment.sessionValidator, account),
      // The bundler uses this machine's clock, which {@link leaveEndOfWindow} leaves behind the chain's.
      nowSeconds: Math.min(Number(timestamp), Math.floor(Date.now() / 1000)),
      permissions: ["embark(uint256)", "move(bytes)", "gather(uint256)"].map((functionSignature) =>
        createPermission({ abi: hourglassAbi, target: deployment.hourglass, functionSignature }),
      ),
      maxActions: 100,
      maxGasWei: sponsor.sessionMaxWei,
      paymaster: deployment.sessionPaymaster,
    }),
    ...changes,
  };
  const module = sessionModuleOf(deployment);
  return {
    owner,
    key,
    factory,
    account,
    grant,
    module,
    ownerSignature: await owner.signTypedData(toGrantTypedData(module, grant)),
  };
}

/**
 * The body that the page posts to `/api/revoke` to end a guest's session with its own key.
 * @param guest Whose session; the key may be somebody else's.
 * @returns The body.
 */
export async function createRevocation({ module, grant, key }: Pick<Guest, "module" | "grant" | "key">) {
  const { account, sessionKey, rulesHash, paymaster, nonceKey, signature } = await revokeBySessionKey(
    module,
    grant,
    key,
  );
  return { account, sessionKey, rulesHash, paymaster, nonceKey: numberToHex(nonceKey), signature };
}

/**
 * Moves the clock forward when the window of operation vouchers is about to end: vouchers requested before and after
 * that differ.
 * @param chain Client of the chain.
 * @param rpcUrl Of the same chain.
 */
export async function leaveEndOfWindow(chain: PublicClient, rpcUrl: string): Promise<void> {
  const { timestamp } = await chain.getBlock();
  if (timestamp % 300n < 240n) return;
  const anvil = createTestClient({ mode: "anvil", transport: http(rpcUrl) });
  await anvil.increaseTime({ seconds: 61 });
  await anvil.mine({ blocks: 1 });
}

/**
 * A departure into practice, as call data: a Walk, which anybody may begin at any time, even while another one runs.
 * @param seed Of the island. On every island the tiles around the fire are open.
 */
export function encodeEmbark(seed = 7) {
  const plan = packPlan({ mode: 1, length: 2, calling: 1, tool: 0, purse: 0, start: 0, of: seed });
  return encodeFunctionData({ abi: hourglassAbi, functionName: "embark", args: [plan] });
}

/** A walk, as call data; each byte is one step. It needs an expedition. */
export function encodeMove(path: `0x${string}`) {
  return encodeFunctionData({ abi: hourglassAbi, functionName: "move", args: [path] });
}

/**
 * A viem transport whose server is a function of this process.
 * @param serve The door.
 * @returns The transport.
 */
export function toTransport(serve: (request: Request) => Promise<Response>) {
  return http("http://app.test/api", {
    retryCount: 0,
    fetchFn: async (url, init) => serve(new Request(url as string, init)),
  });
}
