import { z } from "zod";

import { address } from "@/app/_api/primitives";
import { activityQuery, leaderboardQuery } from "@/app/_api/projections";
import { weekQuery } from "@/app/_api/week";
import { type Database, readDatabase } from "../database";
import { requireRate } from "../door/rateLimit";
import { Failure, partDown, toFailure } from "../failure";
import { json, parseInput } from "../json";
import { logRefusals } from "../logRefusals";
import { errorResponse, retryHeaders } from "../rpc/serve";
import { readActivity } from "./activity";
import { readLeaderboard } from "./leaderboard";
import { readPlayer } from "./player";
import { readWeek } from "./week";

/**
 * `GET /api/leaderboard`.
 * @param request The HTTP request.
 * @returns The HTTP response; 503 with `data.part = "database"` when it is down.
 */
export function serveLeaderboard(request: Request): Promise<Response> {
  return serve(request, leaderboardQuery, (database, { limit }) => readLeaderboard(database, limit));
}

/**
 * `GET /api/leaderboard/week`.
 * @param request The HTTP request.
 * @returns The HTTP response; 503 with `data.part = "database"` when it is down.
 */
export function serveWeek(request: Request): Promise<Response> {
  return serve(request, weekQuery, readWeek);
}

/**
 * `GET /api/activity`.
 * @param request The HTTP request.
 * @returns The HTTP response; 503 with `data.part = "database"` when it is down.
 */
export function serveActivity(request: Request): Promise<Response> {
  return serve(request, activityQuery, readActivity);
}

/**
 * `GET /api/player/<account>`.
 * @param request The HTTP request.
 * @param account What stands in the path.
 * @returns The HTTP response; 503 with `data.part = "database"` when it is down.
 */
export function servePlayer(request: Request, account: string): Promise<Response> {
  return serve(request, z.object({}), (database) => readPlayer(database, parseInput(address, account, "account")));
}

async function serve<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  read: (database: Database, query: z.output<Schema>) => Promise<unknown>,
): Promise<Response> {
  try {
    requireRate(request.headers);
    const query = parseInput(schema, Object.fromEntries(new URL(request.url).searchParams), "query");
    return json(
      await read(readDatabase(), query).catch((cause: unknown) => {
        throw cause instanceof Failure ? cause : partDown("database", cause);
      }),
    );
  } catch (error) {
    const failure = toFailure(error);
    logRefusals("projections", [failure]);
    return json(errorResponse(null, failure), { status: failure.httpStatus, headers: retryHeaders(failure) });
  }
}
