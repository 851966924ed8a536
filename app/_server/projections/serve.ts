import { dayQuery, leagueQuery, pageQuery, roomNumber, weekBoardQuery } from "@/app/_api/boards";
import { address } from "@/app/_api/primitives";
import { activityQuery } from "@/app/_api/projections";
import { runNumber, runQuery } from "@/app/_api/run";
import { type Database, readDatabase } from "../database";
import { readQuery, respond } from "../door/respond";
import { Failure, partDown } from "../failure";
import { parseInput } from "../json";
import { readActivity } from "./activity";
import { readDay, readLeague, readRoom, readWeekBoard } from "./boards";
import { readPlayer } from "./player";
import { readRun } from "./run";

// Each answers 503 with `data.part = "database"` when the database is down.

/** `GET /api/activity`. */
export const serveActivity = respond("activity", {
  parse: (request) => parseInput(activityQuery, readQuery(request), "query"),
  decide: (query) => read((database) => readActivity(database, query)),
});

/** `GET /api/player/<account>`: the path contains the account. */
export const servePlayer = respond("player", {
  parse: (_request: Request, account: string) => parseInput(address, account, "account"),
  decide: (account) => read((database) => readPlayer(database, account)),
});

/** `GET /api/boards/today`. */
export const serveDay = respond("boards", {
  parse: (request) => parseInput(dayQuery, readQuery(request), "query"),
  decide: (query) => read((database) => readDay(database, query)),
});

/** `GET /api/boards/week`. */
export const serveWeekBoard = respond("boards", {
  parse: (request) => parseInput(weekBoardQuery, readQuery(request), "query"),
  decide: (query) => read((database) => readWeekBoard(database, query)),
});

/** `GET /api/boards/league`. */
export const serveLeague = respond("boards", {
  parse: (request) => parseInput(leagueQuery, readQuery(request), "query"),
  decide: (query) => read((database) => readLeague(database, query)),
});

/** `GET /api/boards/room/<room>`. */
export const serveRoom = respond("boards", {
  parse: (request: Request, room: string) => ({
    room: parseInput(roomNumber, room, "room"),
    query: parseInput(pageQuery, readQuery(request), "query"),
  }),
  decide: ({ room, query }) => read((database) => readRoom(database, room, query)),
});

/** `GET /api/run/<account>/<number>`: the path contains both. */
export const serveRun = respond("run", {
  parse: (request: Request, account: string, number: string) => ({
    account: parseInput(address, account, "account"),
    number: parseInput(runNumber, number, "number"),
    query: parseInput(runQuery, readQuery(request), "query"),
  }),
  decide: ({ account, number, query }) => read((database) => readRun(database, account, number, query)),
});

/** Asks the database; when it is down, the answer is 503. */
export async function read<Value>(ask: (database: Database) => Promise<Value>): Promise<Value> {
  return ask(readDatabase()).catch((cause: unknown) => {
    throw cause instanceof Failure ? cause : partDown("database", cause);
  });
}
