import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { createPublicClient, http } from "viem";
import { refuseMissingBuild, startApp } from "./app.ts";
import { startBundler } from "./bundler.ts";
import { currentGeneration, keptNumber } from "./chain/store.ts";
import { BLOCK_TIME_MS, eraseChain, LOCAL_CHAIN_ID, startChain } from "./chain.ts";
import { buildContracts, deployContracts } from "./contracts.ts";
import { migrate } from "./database/migrate.ts";
import { databaseUrl as embeddedUrl, eraseDatabase, startDatabase } from "./database/server.ts";
import { readServerVersion } from "./database/version.ts";
import { type Addresses, forgetDeployed, parseJson, readText } from "./deployed.ts";
import { type AppEnvironment, appEnvironment, forgetEnvironment, rememberEnvironment } from "./environment.ts";
import { startIndexer } from "./indexer.ts";
import { localSenders } from "./keys.ts";
import { claimDataFolder } from "./leftovers.ts";
import { watchNonceGaps } from "./nonceGaps.ts";
import type { StackOptions } from "./options.ts";
import { fromRoot, root } from "./paths.ts";
import { forgetPid } from "./pids.ts";
import { refuseTakenPorts } from "./ports.ts";
import { generatePrismaClient } from "./prismaClient.ts";
import { proveWorld } from "./proveWorld.ts";
import { startRecorder } from "./recorder.ts";
import { createService, type Say, type Service } from "./service.ts";
import { writeWhole } from "./writeWhole.ts";

export type StartOptions = StackOptions & {
  /** Tests of contracts and libraries need neither. */
  parts?: { app: boolean; indexer: boolean };
  /** Gets one line per step and per accident. */
  say?: Say;
  /** Gives up starting, and leaves nothing behind. */
  signal?: AbortSignal;
};

export type Stack = {
  /** What app and indexer are told. */
  env: AppEnvironment;
  deploymentFile: string;
  chain: Service;
  /** Writes down every block as it comes. */
  recorder: Service;
  /** Undefined when DATABASE_URL names somebody else's server. */
  database: Service | undefined;
  /** As the server says it, whoever runs it. */
  databaseVersion: string;
  bundler: Service;
  /** Undefined unless asked for. */
  spareBundler: Service | undefined;
  indexer: Service | undefined;
  app: Service | undefined;
  stop: () => Promise<void>;
};

/** Starts everything that a player needs, in the order in which the parts need each other. */
export async function startStack(options: StartOptions): Promise<Stack> {
  const { ports, spareBundlerPort, dataDir, production, restarts, signal, say = () => undefined } = options;
  const parts = options.parts ?? { app: true, indexer: true };
  if (parts.app) refuseMissingBuild(production);
  hideFromGit(dataDir);
  await claimDataFolder(dataDir, say);

  const started: Service[] = [];
  let stopFilling = async () => {};
  const stop = async () => {
    await stopFilling();
    const head = await readHead(ports.rpc);
    for (const service of started.reverse()) await service.stop();
    sayWhatIsLost(dataDir, head, say);
    forgetEnvironment(dataDir);
    forgetPid(dataDir, "supervisor");
  };
  const service = (name: string, start: Parameters<typeof createService>[0]["start"]) =>
    createService({ name, start, restarts, say });
  const begin = async (what: Service) => {
    signal?.throwIfAborted();
    started.push(what);
    await what.start();
    signal?.throwIfAborted();
  };

  try {
    const { app: appPort, database: databasePort, ...always } = ports;
    await refuseTakenPorts({
      ...always,
      ...(options.databaseUrl ? {} : { database: databasePort }),
      ...(parts.app ? { app: appPort } : {}),
    });
    const deploymentFile = deploymentFileOf(dataDir);
    if (options.reset) eraseWorld(dataDir, deploymentFile, options.databaseUrl === undefined, say);
    const databaseUrl = options.databaseUrl ?? embeddedUrl(ports.database);
    const env = appEnvironment({ ports, spareBundlerPort, databaseUrl, deploymentFile });
    rememberEnvironment(dataDir, env);

    say("Starting the chain and the database, compiling the contracts.");
    const chain = service("chain", () => startChain({ dataDir, port: ports.rpc, signal }));
    const recorder = service("recorder", () => startRecorder({ dataDir, port: ports.rpc, signal }));
    const database = options.databaseUrl
      ? undefined
      : service("database", async () => (await startDatabase({ dataDir, port: ports.database, signal })).child);
    await settleAll([
      begin(chain).then(() => begin(recorder)),
      (database ? begin(database) : Promise.resolve()).then(() => migrate(databaseUrl)),
      buildContracts(signal),
      generatePrismaClient(signal),
    ]);

    const databaseVersion = await readServerVersion(databaseUrl);

    say("Putting the contracts on the chain.");
    await deployContracts({ dataDir, rpcUrl: env.RPC_URL, deploymentFile, say, signal });

    say("Starting the bundler.");
    const bundler = service("bundler", () =>
      startBundler({ dataDir, port: ports.bundler, rpcUrl: env.RPC_URL, signal }),
    );
    const spareBundler =
      spareBundlerPort === undefined
        ? undefined
        : service("spare bundler", () =>
            startBundler({ dataDir, port: spareBundlerPort, rpcUrl: env.RPC_URL, signal, place: "spare" }),
          );
    await settleAll([begin(bundler), ...(spareBundler ? [begin(spareBundler)] : [])]);
    stopFilling = watchNonceGaps(env.RPC_URL, localSenders, say);

    let indexer: Service | undefined;
    if (parts.indexer && existsSync(fromRoot("indexer/main.ts"))) {
      indexer = service("indexer", () => startIndexer({ dataDir, env, signal }));
      await begin(indexer);
    }
    let app: Service | undefined;
    if (parts.app) {
      say(production ? "Starting the app." : "Starting the app; its first page is compiled now.");
      app = service("app", () => startApp({ dataDir, port: ports.app, production, env, signal }));
      await begin(app);
      const hourglass = parseJson<Addresses>(readText(deploymentFile))?.hourglass;
      await proveWorld(`http://127.0.0.1:${ports.app}`, hourglass, adviceOf(dataDir));
    }
    return {
      env,
      deploymentFile,
      chain,
      recorder,
      database,
      databaseVersion,
      bundler,
      spareBundler,
      indexer,
      app,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The world that is played on is in git's sight, so that tools find it; a world of its own keeps it beside its data. */
export function deploymentFileOf(dataDir: string): string {
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

const adviceOf = (dataDir: string) =>
  `  Look into:    ${path.join(dataDir, "logs")} (app.log, chain.log)\n` +
  "  Try again:    npm run dev\n" +
  "  A new world:  npm run dev -- --reset   (the one of now is lost then)";

/** The newest block; undefined when the chain does not run. */
function readHead(rpcPort: number): Promise<number | undefined> {
  const transport = http(`http://127.0.0.1:${rpcPort}`, { retryCount: 0, timeout: 2_000 });
  return createPublicClient({ transport, cacheTime: 0 })
    .getBlockNumber()
    .then(Number, () => undefined);
}

/** After the end: a full disk may have kept less than was played. */
function sayWhatIsLost(dataDir: string, head: number | undefined, say: Say): void {
  const current = currentGeneration(dataDir);
  const kept = current && keptNumber(current);
  if (kept === undefined || head === undefined || kept >= head) return;
  const seconds = Math.ceil(((head - kept) * BLOCK_TIME_MS) / 1000);
  say(
    `The disk took no more: this world is kept up to block ${kept}, the last ${seconds} s are lost. Make room first.`,
  );
}

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
async function settleAll(promises: Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(promises)).find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
