import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Address } from "viem";
import { eraseChain, LOCAL_CHAIN_ID } from "./chain.ts";
import { deployContracts } from "./contracts.ts";
import { readServerVersion } from "./database/client.ts";
import { migrate } from "./database/migrate.ts";
import { databaseUrl as embeddedUrl, eraseDatabase } from "./database/server.ts";
import { type Addresses, forgetDeployed, parseJson, readText } from "./deployed.ts";
import { appEnvironment, forgetEnvironment, rememberEnvironment } from "./environment.ts";
import { fundKeeper, keepIslandsOpen } from "./keeper.ts";
import { localSenders } from "./keys.ts";
import { claimDataFolder } from "./leftovers.ts";
import { watchNonceGaps } from "./nonceGaps.ts";
import type { StackOptions } from "./options.ts";
import { createParts, refuseMissingBuild } from "./parts.ts";
import { fromRoot, root } from "./paths.ts";
import { forgetPid } from "./pids.ts";
import { refuseTakenPorts } from "./ports.ts";
import { generatePrismaClient } from "./prismaClient.ts";
import { proveWorld } from "./proveWorld.ts";
import type { Say, Service } from "./service.ts";
import { compileRelease } from "./solidity/release.ts";
import { createSteps } from "./steps.ts";
import { restoreSwapped } from "./swap/liveWorld.ts";
import { nothingSwapped, swapsFileOf, writeSwaps } from "./swap/note.ts";
import { writeWhole } from "./writeWhole.ts";

export type StartOptions = StackOptions & {
  /** Tests of contracts and libraries need neither. */
  parts?: { app: boolean; indexer: boolean };
  /** Gets one line per step and per accident. */
  say?: Say;
  /** Gives up starting, and leaves nothing behind. */
  signal?: AbortSignal;
};

export type Stack = Awaited<ReturnType<typeof startStack>>;

/** Starts everything that a player needs, in the order in which the parts need each other. */
export async function startStack(options: StartOptions) {
  const { ports, dataDir, production, signal, say = () => undefined } = options;
  const wanted = options.parts ?? { app: true, indexer: true };
  if (wanted.app) refuseMissingBuild(production);
  hideFromGit(dataDir);
  await claimDataFolder(dataDir, say);

  const started: Service[] = [];
  const watchers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const stopWatching of watchers) await stopWatching();
    for (const service of started.reverse()) await service.stop();
    forgetEnvironment(dataDir);
    forgetPid(dataDir, "supervisor");
  };
  const begin = async (what: Service) => {
    signal?.throwIfAborted();
    started.push(what);
    await what.start();
    signal?.throwIfAborted();
  };

  try {
    await refuseTaken(options, wanted.app);
    const deploymentFile = deploymentFileOf(dataDir);
    if (options.reset) eraseWorld(dataDir, deploymentFile, options.databaseUrl === undefined, say);
    const databaseUrl = options.databaseUrl ?? embeddedUrl(ports.database);
    const swapsFile = production ? undefined : swapsFileOf(dataDir);
    if (swapsFile) writeSwaps(swapsFile, nothingSwapped);
    const env = appEnvironment({ ports, databaseUrl, deploymentFile, swapsFile });
    rememberEnvironment(dataDir, env);

    const parts = createParts({ ...options, env, wanted, say, signal });
    const step = createSteps(say, signal);
    const inLog = (log: string) => adviceOf(dataDir, log);
    // Side by side: none needs another.
    const [release] = await settleAll([
      step("compile the contracts", "Mend the sources in contracts/src, then start again.", () =>
        compileRelease(signal),
      ),
      step("chain", inLog("chain"), () => begin(parts.chain).then(() => begin(parts.recorder))),
      step("database", inLog("database"), async () => {
        if (parts.database) await begin(parts.database);
        await migrate(databaseUrl);
      }),
      step("database client", "Mend prisma/schema, then start again.", () => generatePrismaClient(signal)),
    ]);
    const databaseVersion = await readServerVersion(databaseUrl);
    await step("contracts on the chain", inLog("chain"), async () => {
      await restoreSwapped(dataDir, env.RPC_URL);
      await deployContracts({ dataDir, rpcUrl: env.RPC_URL, deploymentFile, artifacts: release.artifacts, say });
      await fundKeeper(env.RPC_URL);
    });
    const hourglass = parseJson<Addresses>(readText(deploymentFile))?.hourglass as Address;
    watchers.push(
      watchNonceGaps(env.RPC_URL, localSenders, say),
      keepIslandsOpen({ rpcUrl: env.RPC_URL, hourglass, say }),
    );
    const beginStep = async (part: Service | undefined, log = part?.name ?? "", name = part?.name ?? "") =>
      part && step(name, inLog(log), () => begin(part));
    await settleAll([
      beginStep(parts.bundler),
      beginStep(parts.spareBundler, "bundler-spare"),
      beginStep(parts.indexer),
      beginStep(parts.app, "app", production ? "app" : "app and its first page"),
    ]);
    if (parts.app) {
      const proof = () => proveWorld(`http://127.0.0.1:${ports.app}`, hourglass);
      await step("who plays finds this world", inLog("app"), proof);
    }
    /** `databaseVersion`: as the server says it, whoever runs it. `release`: what was compiled and deployed. */
    return { ...parts, env, deploymentFile, databaseVersion, release, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function refuseTaken({ ports, databaseUrl }: StartOptions, hasApp: boolean): Promise<void> {
  const { app, database, ...always } = ports;
  return refuseTakenPorts({ ...always, ...(databaseUrl ? {} : { database }), ...(hasApp ? { app } : {}) });
}

/** The world that is played on is in git's sight, so that tools find it; a world of its own keeps it beside its data. */
function deploymentFileOf(dataDir: string): string {
  const folder = dataDir === path.join(root, ".data") ? fromRoot("contracts/deployments") : dataDir;
  return path.join(folder, `${LOCAL_CHAIN_ID}.json`);
}

/** What is kept is nobody's to commit, whatever the folder is called. A folder of somebody else's is left as it is. */
function hideFromGit(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  const names = readdirSync(dataDir);
  const isOurs = names.length === 0 || names.includes("pids");
  if (isOurs && !names.includes(".gitignore")) writeWhole(path.join(dataDir, ".gitignore"), "*\n");
}

const adviceOf = (dataDir: string, log: string) =>
  [
    `Look into:   ${path.join(dataDir, "logs", `${log}.log`)}`,
    "    Try again:   npm run dev",
    "    A new world: npm run dev -- --reset   (the one of now is lost then)",
  ].join("\n");

function eraseWorld(dataDir: string, deploymentFile: string, isDatabaseOurs: boolean, say: Say): void {
  say(
    isDatabaseOurs
      ? "Forgetting the world: chain, contracts and database begin anew."
      : "Forgetting the world: chain and contracts begin anew. In your database the indexer forgets the old world; the sponsor's ledger stays.",
  );
  eraseChain(dataDir);
  forgetDeployed(dataDir);
  if (isDatabaseOurs) eraseDatabase(dataDir);
  rmSync(deploymentFile, { force: true });
}

/** Waits for all, even when one fails: what was being started must be there before it can be stopped. */
async function settleAll<const Steps extends readonly Promise<unknown>[]>(steps: Steps) {
  await Promise.allSettled(steps);
  return Promise.all(steps);
}
