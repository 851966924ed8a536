import { setTimeout as pause } from "node:timers/promises";

import { config as configSchema } from "@/app/_api/config";
import { createChainClient } from "@/app/_server/chain";
import { createDatabase } from "@/app/_server/database";
import { readCursor } from "@/app/_server/projections/cursor";
import { killGroup } from "../stack/child.ts";
import { poll } from "../stack/until.ts";
import { compareKnown, compareLedger, compareStates, type Known } from "./accounting.ts";
import { createBadRequests } from "./bad.ts";
import { type Crowd, gatherCrowd } from "./crowd.ts";
import { startPump } from "./pump.ts";
import { readChain, readLedger, readProjections } from "./readFacts.ts";
import type { LoadWorld } from "./world.ts";

/** Bad requests for each good one. */
const BAD_PER_GOOD = 10;
const PATIENCE_MS = 90_000;
/** What is killed, one after the other. */
const PARTS = ["database", "indexer", "bundler", "app"] as const;
/** Actions that each player must get confirmed after a part came back, before the next one is killed. */
const ACTIONS_BETWEEN = 3;

export type LoadOptions = {
  players: number;
  /** How long the players are alone, in milliseconds. */
  quietMs: number;
  /** How long they are not. */
  loadMs: number;
  /** Kill the parts of the world in turn, under load. Its processes must be ours. */
  faults: boolean;
  say: (line: string) => void;
};

export type LoadReport = Awaited<ReturnType<typeof runLoad>>;

/**
 * Lets honest players play, first alone, then among ten bad requests for each of theirs, and compares what they know
 * with chain and database.
 * @returns What was seen. Timings are told and never judged.
 */
export async function runLoad(world: LoadWorld, options: LoadOptions) {
  const { players, quietMs, loadMs, faults, say } = options;
  const { appUrl, rpcUrl } = world;
  const config = configSchema.parse(await (await fetch(`${appUrl}/api/config`)).json());
  const chain = createChainClient(rpcUrl, config.deployment.chainId);
  say(`${players} players come ashore.`);
  const crowd = await gatherCrowd({ appUrl, chain, config, count: players });
  const database = createDatabase(world.databaseUrl, 2);
  try {
    const [victim, thief] = crowd.walkers;
    if (!victim || !thief) throw new Error(`Players: seen ${players}; allowed: 2 or more`);
    const stopPlaying = crowd.play();
    say(`They play alone for ${quietMs / 1000} s.`);
    const quietSinceMs = Date.now();
    await pause(quietMs);

    const loadSinceMs = Date.now();
    const before = crowd.requests();
    const requests = await createBadRequests(config, victim, thief);
    const stopPump = startPump({
      ...{ appUrl, requests, isBroken: faults },
      wanted: () => (crowd.requests() - before) * BAD_PER_GOOD,
    });
    const stuck: string[] = [];
    if (faults) stuck.push(...(await breakParts(world, crowd, say)));
    else {
      say(`${BAD_PER_GOOD} bad requests for each of theirs, for ${loadMs / 1000} s.`);
      await pause(loadMs);
    }
    const goodRequests = crowd.requests() - before;
    const loadUntilMs = Date.now();
    const pumped = await stopPump();
    await stopPlaying();
    say("They come to rest; the indexer catches up.");
    await crowd.drain();
    const head = await chain.getBlockNumber({ cacheTime: 0 });
    const isCaughtUp = await poll(async () => {
      const cursor = await readCursor(database).catch(() => undefined);
      return cursor !== undefined && cursor.blockNumber >= head;
    }, PATIENCE_MS);

    const [onChain, projections, ledger] = await Promise.all([
      readChain(chain, config, head),
      readProjections(database),
      readLedger(database, world.limits),
    ]);
    const felt = (fromMs: number, untilMs: number) =>
      crowd.walkers
        .flatMap((walker) => walker.report().deeds)
        .flatMap(({ playedAtMs, feltMs }) => (playedAtMs >= fromMs && playedAtMs < untilMs ? (feltMs ?? []) : []));
    const ours = new Set(crowd.walkers.map(({ account }) => account.toLowerCase()));
    const isOurs = ({ account }: Known) => ours.has(account.toLowerCase());
    return {
      ...{ pump: pumped, goodRequests },
      /** How long an action took from play to confirmation, in milliseconds, alone and under load. */
      felt: { quiet: felt(quietSinceMs, loadSinceMs), load: felt(loadSinceMs, loadUntilMs) },
      /** Actions that were played, those that the rules refused before anything was sent, and those that are on chain. */
      played: crowd.walkers.reduce((sum, walker) => sum + walker.report().deeds.length, 0),
      refused: crowd.walkers.reduce((sum, walker) => sum + walker.report().refused, 0),
      actions: onChain.reduce((sum, { actions }) => sum + actions, 0),
      operations: onChain.reduce((sum, { operations }) => sum + operations.length, 0),
      budgets: ledger.accounts.length + ledger.everybody.length,
      vouchers: ledger.vouchers.length,
      /** Every invariant that does not hold, one sentence each. */
      problems: [
        ...stuck,
        ...[...pumped.wrong].map((words) => `answered as it must not be: ${words}`),
        ...(isCaughtUp ? [] : [`the indexer did not reach block ${head}`]),
        ...crowd.walkers.flatMap((walker) => walker.report().words.map((words) => `${walker.account}: ${words}`)),
        ...crowd.walkers.flatMap(readUnsettled),
        // Others have played in this world before.
        ...compareKnown("what was played and what is on chain", crowd.walkers.map(readPlayed), onChain.filter(isOurs)),
        ...crowd.walkers.flatMap((walker) => {
          const there = onChain.find(({ account }) => account.toLowerCase() === walker.account.toLowerCase());
          return compareStates(walker.account, walker.report().state, there?.state);
        }),
        ...compareKnown("what is on chain and what is in the database", onChain, projections),
        ...compareLedger(ledger, onChain),
      ],
    };
  } finally {
    await crowd.stop();
    await database.$disconnect();
  }
}

type Walker = Crowd["walkers"][number];

function readPlayed(walker: Walker): Known {
  const { account, deeds, confirmed } = walker.report();
  return { account, actions: deeds.filter(({ fate }) => fate === "confirmed").length, operations: confirmed };
}

/** The rules allowed every action, so none may be undone; and all must have settled. */
function readUnsettled(walker: Walker): string[] {
  const { account, deeds } = walker.report();
  const count = (fate: string) => deeds.filter((deed) => deed.fate === fate).length;
  return ["open", "undone"].flatMap((fate) =>
    count(fate) > 0 ? [`${account}: ${count(fate)} actions are ${fate}`] : [],
  );
}

/**
 * Kills the parts of a world in turn, with SIGKILL, while everybody plays. Each comes back by itself; then everybody must
 * get on.
 */
async function breakParts(world: LoadWorld, crowd: Crowd, say: (line: string) => void): Promise<string[]> {
  const problems: string[] = [];
  for (const name of PARTS) {
    const service = world.stack?.[name];
    const pid = service?.pid();
    if (!service || pid === undefined) {
      problems.push(`the ${name} does not run, so it cannot be killed`);
      continue;
    }
    const killedAtMs = Date.now();
    killGroup(pid);
    say(`Killed the ${name} (kill -9 ${pid}).`);
    // Somebody comes who has no voucher yet: with database or app gone, the voucher has to wait.
    const newcomer = await crowd.join();
    if (!(await poll(() => service.isRunning() && service.pid() !== pid, PATIENCE_MS))) {
      problems.push(`the ${name} did not come back after it was killed`);
      continue;
    }
    const backAfterMs = Date.now() - killedAtMs;
    const gotOn = [crowd.waitForActions(1, [newcomer]), crowd.waitForActions(ACTIONS_BETWEEN)];
    newcomer.act();
    for (const result of await Promise.allSettled(gotOn)) {
      if (result.status === "rejected") problems.push(`after the ${name} was killed: ${result.reason.message}`);
    }
    say(`The ${name} is back after ${backAfterMs} ms, and everybody got on after ${Date.now() - killedAtMs} ms.`);
  }
  return problems;
}
