import { type Address, parseEventLogs } from "viem";

import { pageQuery } from "@/app/_api/boards";
import { runQuery } from "@/app/_api/run";
import { hourglassAbi as abi } from "@/app/_chain/generated/abis";
import { createTimeline } from "@/app/_run/timeline/createTimeline";
import { momentAt } from "@/app/_run/timeline/momentAt";
import type { Database } from "@/app/_server/database";
import { stringify } from "@/app/_server/json";
import { readDay, readLeague, readRoom, readWeekBoard } from "@/app/_server/projections/boards";
import { readRun } from "@/app/_server/projections/run";
import { readLength } from "@/game/rules/clock";
import { newcomer } from "@/game/rules/player";
import type { Length } from "@/game/rules/types";
import { encodeDigs, encodePack, encodeProfile, encodeRun } from "@/game/rules/words";
import { expectBoards } from "./expected";
import { accounts, type PlayedWorld } from "./playedWorld";

/** Each way in which what is indexed differs from the chain and from the rules in TypeScript; none when all is well. */
export async function readDifferences(database: Database, played: PlayedWorld): Promise<string[]> {
  return [
    ...(await compareWords(played)),
    ...(await compareRuns(database, played)),
    ...(await compareReplays(database, played)),
    ...(await compareBoards(database, played)),
  ];
}

const differ = (what: string, seen: unknown, wanted: unknown) =>
  stringify(seen) === stringify(wanted) ? [] : [`${what}: seen ${stringify(seen)}, wanted ${stringify(wanted)}`];

/** The contract's words about everybody are those of the rules. */
async function compareWords({ anvil, deployment, standing }: PlayedWorld): Promise<string[]> {
  const address = deployment.hourglass;
  const { world } = standing();
  const each = accounts.map(async (account) => {
    const words = await anvil.readContract({ abi, address, functionName: "readPlayer", args: [account] });
    const { run, pack, digs, profile } = world.players[account] ?? newcomer;
    const wanted = [encodeRun(run), encodePack(pack), encodeDigs(digs), encodeProfile(profile)];
    return differ(account, [words.run, words.pack, words.digs, words.profile], wanted);
  });
  return (await Promise.all(each)).flat();
}

/** Each expedition, and each of its events. */
async function compareRuns(database: Database, { anvil, deployment, standing }: PlayedWorld) {
  const range = { address: deployment.hourglass, fromBlock: deployment.startBlock };
  const logs = parseEventLogs({ abi, logs: await anvil.getLogs(range) }).flatMap(toRunLog);
  const events = await database.runEvent.findMany({ orderBy: [{ blockNumber: "asc" }, { logIndex: "asc" }] });
  const falls = new Map<string, bigint>();
  for (const { player, expedition, fallen } of logs) {
    const name = `${player} ${expedition}`;
    falls.set(name, (falls.get(name) ?? 0n) + fallen);
  }
  const rows = await database.run.findMany();
  const seen = new Map(rows.map((row) => [`${row.account} ${row.number}`, row]));
  const wanted = standing().runs;
  return [
    ...differ(
      "events",
      events.map(({ account, number, blockNumber, logIndex, kind }) => [account, number, blockNumber, logIndex, kind]),
      logs.map(({ player, expedition, blockNumber, logIndex, eventName }) => {
        return [player, Number(expedition), blockNumber, logIndex, eventName];
      }),
    ),
    ...differ("expeditions", [...seen.keys()].sort(), [...wanted.keys()].sort()),
    ...[...wanted].flatMap(([name, { scoredBy: _, ...run }]) => {
      const row = seen.get(name);
      const figures = Object.keys(run).map((key) => String(row?.[key as keyof typeof row]));
      return [
        ...differ(name, figures, Object.values(run).map(String)),
        ...differ(`${name}: falls`, row?.falls, Number(falls.get(name) ?? 0n)),
      ];
    }),
  ];
}

/** What a replay of each expedition ends with; of the newest of each account also where the chain has the player. */
async function compareReplays(database: Database, { standing }: PlayedWorld): Promise<string[]> {
  const { runs, world } = standing();
  const differences: string[] = [];
  for (const { account, number, steps, points, length } of runs.values()) {
    const { events } = await readRun(database, account as Address, number, runQuery.parse({}));
    const timeline = createTimeline(events);
    const seen = timeline && momentAt(timeline, readLength(length).seconds);
    const run = world.players[account]?.run;
    const tile = run?.number === number ? run.tile : seen?.tile;
    const figures = seen && { tile: seen.tile, steps: seen.steps, points: seen.points };
    differences.push(...differ(`replay of ${account} ${number}`, figures, { tile, steps, points }));
  }
  return differences;
}

type GameLog = ReturnType<typeof parseEventLogs<typeof abi>>[number];

/** What is compared of an event of an expedition; nothing of the events of days, rooms and vaults. */
function toRunLog({ args, blockNumber, logIndex, eventName }: GameLog) {
  if (!("expedition" in args)) return [];
  const { player, expedition } = args;
  const fallen = "falls" in args ? args.falls : 0n;
  return [{ player: player.toLowerCase(), expedition, fallen, blockNumber, logIndex, eventName }];
}

/** Each board, page by page. */
async function compareBoards(database: Database, { standing }: PlayedWorld): Promise<string[]> {
  const wanted = expectBoards([...standing().runs.values()]);
  const names = await database.standing.findMany({ distinct: ["board"], select: { board: true } });
  const differences = differ("boards", names.map(({ board }) => board).sort(), [...wanted.keys()].sort());
  for (const [name, places] of wanted) {
    const seen = [];
    let next: string | undefined;
    do {
      const page = await readByName(database, name, { limit: 5, ...(next && { after: next }) });
      seen.push(...page.players);
      next = page.next;
    } while (next);
    differences.push(
      ...differ(
        name,
        seen,
        places.map(({ result, ...place }, index) => ({
          ...{ rank: index + 1, ...place },
          ...(result === null ? {} : { result }),
        })),
      ),
    );
  }
  return differences;
}

function readByName(database: Database, name: string, query: object) {
  const [kind, which = "", length] = name.split("/");
  const page = { ...pageQuery.parse(query), length: Number(length) as Length };
  if (kind === "day") return readDay(database, { ...page, day: Number(which) });
  if (kind === "room") return readRoom(database, Number(which), page);
  return kind === "week"
    ? readWeekBoard(database, { ...page, week: which })
    : readLeague(database, { ...page, week: which });
}
