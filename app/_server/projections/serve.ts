import { address } from "@/app/_api/primitives";
import { activityQuery, leaderboardQuery } from "@/app/_api/projections";
import { weekQuery } from "@/app/_api/week";
import { type Database, readDatabase } from "../database";
import { readQuery, respond } from "../door/respond";
import { Failure, partDown } from "../failure";
import { parseInput } from "../json";
import { readActivity } from "./activity";
import { readLeaderboard } from "./leaderboard";
import { readPlayer } from "./player";
import { readWeek } from "./week";

// Each answers 503 with `data.part = "database"` when the database is down.

/** `GET /api/leaderboard`. */
export const serveLeaderboard = respond("leaderboard", {
  parse: (request) => parseInput(leaderboardQuery, readQuery(request), "query"),
  decide: ({ limit }) => read((database) => readLeaderboard(database, limit)),
});

/** `GET /api/leaderboard/week`. */
export const serveWeek = respond("week", {
  parse: (request) => parseInput(weekQuery, readQuery(request), "query"),
  decide: (query) => read((database) => readWeek(database, query)),
});

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

async function read<Value>(ask: (database: Database) => Promise<Value>): Promise<Value> {
  return ask(readDatabase()).catch((cause: unknown) => {
    throw cause instanceof Failure ? cause : partDown("database", cause);
  });
}
