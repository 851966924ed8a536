import { parseEventLogs } from "viem";

import { pageQuery } from "@/app/_api/boards";
import type { Database } from "@/app/_server/database";
import { stringify } from "@/app/_server/json";
import { readDay, readLeague, readRoom, readWeekBoard } from "@/app/_server/projections/boards";
import { newcomer } from "@/game/rules/next/player";
import type { Length } from "@/game/rules/next/types";
import { encodeDigs, encodePack, encodeProfile, encodeRun } from "@/game/rules/next/words";
import { runEvents } from "../project/runEvents";
import { expectBoards } from "./expected";
import { accounts, type PlayedWorld } from "./playedWorld";

/** Each way in which what is indexed differs from the chain and from the rules in TypeScript; none when all is well. */
export async function readDifferences(database: Database, played: PlayedWorld): Promise<string[]> {
  return [
    ...(await compareWords(played)),
    ...(await compareRuns(database, played)),
    ...(await compareBoards(database, played)),
  ];
}

const differ = (what: string, seen: unknown, wanted: unknown) =>
  stringify(seen) === stringify(wanted) ? [] : [`${what}: seen ${stringify(seen)}, wanted ${stringify(wanted)}`];

/** The contract's words about everybody are those of the rules. */
async function compareWords({ anvil, address, abi, standing }: PlayedWorld): Promise<string[]> {
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
async function compareRuns(database: Database, { anvil, address, startBlock, standing }: PlayedWorld) {
  const logs = parseEventLogs({ abi: runEvents, logs: await anvil.getLogs({ address, fromBlock: startBlock }) });
  const events = await database.runEvent.findMany({ orderBy: [{ blockNumber: "asc" }, { logIndex: "asc" }] });
  const falls = new Map<string, bigint>();
  for (const { eventName, args } of logs) {
    if (eventName !== "Fell") continue;
    const name = `${args.player.toLowerCase()} ${args.expedition}`;
    falls.set(name, (falls.get(name) ?? 0n) + args.falls);
  }
  const rows = await database.run.findMany();
  const seen = new Map(rows.map((row) => [`${row.account} ${row.number}`, row]));
  const wanted = standing().runs;
  return [
    ...differ(
      "events",
      events.map(({ account, number, blockNumber, logIndex, kind }) => [account, number, blockNumber, logIndex, kind]),
      logs.map(({ args: { player, expedition }, blockNumber, logIndex, eventName }) => {
        return [player.toLowerCase(), Number(expedition), blockNumber, logIndex, eventName];
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
