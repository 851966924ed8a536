import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { createPublicClient, http } from "viem";
import { refuseMissingBuild } from "./app.ts";
import { currentGeneration, keptNumber } from "./chain/store.ts";
import { BLOCK_TIME_MS, eraseChain, LOCAL_CHAIN_ID } from "./chain.ts";
import { buildContracts, deployContracts } from "./contracts.ts";
import { migrate } from "./database/migrate.ts";
import { databaseUrl as embeddedUrl, eraseDatabase } from "./database/server.ts";
import { readServerVersion } from "./database/version.ts";
import { type Addresses, forgetDeployed, parseJson, readText } from "./deployed.ts";
import { type AppEnvironment, appEnvironment, forgetEnvironment, rememberEnvironment } from "./environment.ts";
import { localSenders } from "./keys.ts";
import { claimDataFolder } from "./leftovers.ts";
import { watchNonceGaps } from "./nonceGaps.ts";
import type { StackOptions } from "./options.ts";
import { createParts, type Parts } from "./parts.ts";
import { fromRoot, root } from "./paths.ts";
import { forgetPid } from "./pids.ts";
import { refuseTakenPorts } from "./ports.ts";
import { generatePrismaClient } from "./prismaClient.ts";
import { proveWorld } from "./proveWorld.ts";
import type { Say, Service } from "./service.ts";
import { type Artifacts, compileRelease, type Release } from "./solidity/release.ts";
import { createSteps, type StepOptions } from "./steps.ts";
import { nothingSwapped, swapsFileOf, writeSwaps } from "./swap/note.ts";
import { restoreSwapped } from "./swap/originals.ts";
import { writeWhole } from "./writeWhole.ts";

export type StartOptions = StackOptions & {
  /** Tests of contracts and libraries need neither. */
  parts?: { app: boolean; indexer: boolean };
  /** Gets one line per step and per accident. */
  say?: Say;
  /** Gives up starting, and leaves nothing behind. */
  signal?: AbortSignal;
};

export type Stack = Parts & {
  /** What app and indexer are told. */
  env: AppEnvironment;
  deploymentFile: string;
  /** As the server says it, whoever runs it. */
  databaseVersion: string;
  /** What was compiled and deployed; undefined where the deploy script did it. */
  release: Release | undefined;
  stop: () => Promise<void>;
};

/** Starts everything that a player needs, in the order in which the parts need each other. */
export async function startStack(options: StartOptions): Promise<Stack> {
  const { ports, spareBundlerPort, dataDir, production, signal, say = () => undefined } = options;
  const wanted = options.parts ?? { app: true, indexer: true };
  if (wanted.app) refuseMissingBuild(production);
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
    const env = appEnvironment({ ports, spareBundlerPort, databaseUrl, deploymentFile, swapsFile });
    rememberEnvironment(dataDir, env);

    const parts = createParts({ ...options, env, wanted, say, signal });
    const run: Run = { parts, begin, step: createSteps(say, signal), options, env, deploymentFile, say };
    const release = await layGround(run);
    const databaseVersion = await readServerVersion(databaseUrl);
    await openToPlayers(run, release?.artifacts);
    stopFilling = watchNonceGaps(env.RPC_URL, localSenders, say);
    return { ...parts, env, deploymentFile, databaseVersion, release, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Run = {
  parts: Parts;
  begin: (part: Service) => Promise<void>;
  step: (options: StepOptions) => Promise<void>;
  options: StartOptions;
  env: AppEnvironment;
  deploymentFile: string;
  say: Say;
};

/** Chain, database and code, side by side: none needs another. Gives what is to be deployed, unless a script does that. */
async function layGround({ parts, begin, step, options, env }: Run): Promise<Release | undefined> {
  const { dataDir, production, signal } = options;
  let release: Release | undefined;
  await settleAll([
    step({
      name: "chain",
      advice: adviceOf(dataDir, "chain"),
      run: () => begin(parts.chain).then(() => begin(parts.recorder)),
    }),
    step({
      name: "database",
      advice: adviceOf(dataDir, "database"),
      run: () => (parts.database ? begin(parts.database) : Promise.resolve()).then(() => migrate(env.DATABASE_URL)),
    }),
    step({
      name: "compile the contracts",
      advice: "Mend the sources in contracts/src, then start again: what was compiled is kept.",
      run: async (report) => {
        if (production) return buildContracts(signal);
        const progress = (done: number, all: number) => report(`${done} of ${all}`);
        release = await compileRelease({ progress, ...(signal ? { signal } : {}) });
      },
    }),
    step({
      name: "database client",
      advice: "Mend prisma/schema, then start again.",
      run: () => generatePrismaClient(signal),
    }),
  ]);
  return release;
}

/** The contracts, then what players reach. */
async function openToPlayers(run: Run, artifacts: Artifacts | undefined): Promise<void> {
  const { parts, begin, step, options, env, deploymentFile, say } = run;
  const { dataDir, production, signal, ports } = options;
  const { bundler, spareBundler, indexer, app } = parts;
  await step({
    name: "contracts on the chain",
    advice: adviceOf(dataDir, "chain"),
    run: async () => {
      await restoreSwapped(dataDir, env.RPC_URL);
      await deployContracts({ dataDir, rpcUrl: env.RPC_URL, deploymentFile, artifacts, say, signal });
    },
  });
  const beginStep = (part: Service, name: string = part.name, log: string = part.name) =>
    step({ name, advice: adviceOf(dataDir, log), run: () => begin(part) });
  await settleAll([
    beginStep(bundler),
    ...(spareBundler ? [beginStep(spareBundler, "spare bundler", "bundler-spare")] : []),
    ...(indexer ? [beginStep(indexer)] : []),
    ...(app ? [beginStep(app, production ? "app" : "app and its first page")] : []),
  ]);
  if (!app) return;
  const hourglass = parseJson<Addresses>(readText(deploymentFile))?.hourglass;
  await step({
    name: "who plays finds this world",
    advice: adviceOf(dataDir, "app"),
    run: () => proveWorld(`http://127.0.0.1:${ports.app}`, hourglass),
  });
}

function refuseTaken({ ports, databaseUrl }: StartOptions, hasApp: boolean): Promise<void> {
  const { app, database, ...always } = ports;
  return refuseTakenPorts({ ...always, ...(databaseUrl ? {} : { database }), ...(hasApp ? { app } : {}) });
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

const adviceOf = (dataDir: string, log: string) =>
  [
    `Look into:   ${path.join(dataDir, "logs", `${log}.log`)}`,
    "    Try again:   npm run dev",
    "    A new world: npm run dev -- --reset   (the one of now is lost then)",
  ].join("\n");

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
