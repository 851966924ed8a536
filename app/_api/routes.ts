import * as z from "zod/mini";

import { board, dayQuery, leagueQuery, pageQuery, roomNumber, weekBoardQuery } from "./boards";
import { config } from "./config";
import { eventsQuery } from "./events";
import { health } from "./health";
import { errorData, jsonRpcId, jsonRpcRequest } from "./jsonRpc";
import { mailboxAnswer, mailboxId, mailboxRequest } from "./mailbox";
import { player } from "./player";
import { address } from "./primitives";
import { activity, activityQuery } from "./projections";
import { revokeAnswer, revokeRequest } from "./revoke";
import { run, runNumber, runQuery } from "./run";

/** An error of any route, in JSON-RPC's form even if the request was not JSON-RPC. */
export const errorAnswer = z.object({
  jsonrpc: z.literal("2.0"),
  id: jsonRpcId,
  error: z.object({ code: z.int(), message: z.string(), data: z.optional(errorData) }),
});

const rpcAnswer = z.union([z.object({ jsonrpc: z.literal("2.0"), id: jsonRpcId, result: z.unknown() }), errorAnswer]);
const one = <Schema extends z.ZodMiniType>(schema: Schema) => z.union([schema, z.array(schema)]);

export type Route = {
  path: string;
  method: "get" | "post" | "put" | "delete";
  summary: string;
  query?: z.ZodMiniObject;
  parameters?: Record<string, z.ZodMiniType>;
  body?: z.ZodMiniType;
  /** The answer with status 200; a string is the type of something that is not JSON. */
  answer: z.ZodMiniType | string;
  /** Statuses of errors besides 421 (a host that is not ours) and 429, which every route has. */
  errors: readonly number[];
  /** Further statuses whose answer has the same shape as with 200. */
  alsoAnswers?: readonly number[];
};

/** Every route of app/api; a test compares this list with the folder. */
export const routes: readonly Route[] = [
  {
    path: "/api/activity",
    method: "get",
    summary: "What happened in expeditions, the newest first; `next` gets the next page",
    query: activityQuery,
    answer: activity,
    errors: [400, 503],
  },
  {
    path: "/api/boards/league",
    method: "get",
    summary: "The sum of each account's best five daily results of a week; `next` gets the next page",
    query: leagueQuery,
    answer: board,
    errors: [400, 503],
  },
  {
    path: "/api/boards/room/{room}",
    method: "get",
    summary: "The best expedition of each account in a room; `next` gets the next page",
    parameters: { room: roomNumber },
    query: pageQuery,
    answer: board,
    errors: [400, 503],
  },
  {
    path: "/api/boards/today",
    method: "get",
    summary: "The daily expeditions of one length, of today or another day; `next` gets the next page",
    query: dayQuery,
    answer: board,
    errors: [400, 503],
  },
  {
    path: "/api/boards/week",
    method: "get",
    summary: "The best daily expedition of each account of one length in a week; `next` gets the next page",
    query: weekBoardQuery,
    answer: board,
    errors: [400, 503],
  },
  {
    path: "/api/bundler",
    method: "post",
    summary:
      "JSON-RPC of an ERC-4337 bundler, for this game's EntryPoint and accounts (else error -32502), by a list of methods; batches of at most 20",
    body: one(jsonRpcRequest),
    answer: one(rpcAnswer),
    errors: [400, 403, 413, 415],
  },
  {
    path: "/api/config",
    method: "get",
    summary: "Which world this is: addresses, and what the sponsor pays for",
    answer: config,
    errors: [500, 503],
  },
  {
    path: "/api/events",
    method: "get",
    summary:
      "New blocks with the operations and events in them, as server-sent events `block` (BlockEvent), `status` (StatusEvent) and `reset` (ResetEvent), or one `full` (FullEvent) when there is no place for another stream; the header Last-Event-ID resumes after that block",
    query: eventsQuery,
    answer: "text/event-stream",
    errors: [400, 503],
  },
  {
    path: "/api/health",
    method: "get",
    summary: "Which parts answer, and how fast; 503 when the chain is down",
    answer: health,
    alsoAnswers: [503],
    errors: [],
  },
  {
    path: "/api/mailbox/{id}",
    method: "delete",
    summary: "With the secret of the mailbox (`Authorization: Bearer`), deletes the answer that was collected",
    parameters: { id: mailboxId },
    answer: mailboxAnswer,
    errors: [400, 401, 403, 503],
  },
  {
    path: "/api/mailbox/{id}",
    method: "get",
    summary:
      "Whether a request for a grant was answered; with the secret of the mailbox (`Authorization: Bearer`) the sealed answer",
    parameters: { id: mailboxId },
    answer: mailboxAnswer,
    errors: [400, 401, 403, 503],
  },
  {
    path: "/api/mailbox/{id}",
    method: "put",
    summary: "The sealed answer to a request for a grant: once (else 409), for ten minutes",
    parameters: { id: mailboxId },
    body: mailboxRequest,
    answer: mailboxAnswer,
    errors: [400, 403, 409, 413, 415, 503],
  },
  {
    path: "/api/metrics",
    method: "get",
    summary:
      "Prometheus' text format, for clients that know METRICS_TOKEN (`Authorization: Bearer`); 404 where none is set",
    answer: "text/plain",
    errors: [401, 404],
  },
  {
    path: "/api/openapi.json",
    method: "get",
    summary: "This description",
    answer: z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }),
    errors: [],
  },
  {
    path: "/api/player/{account}",
    method: "get",
    summary: "One player: best daily results, newest expeditions, sessions",
    parameters: { account: address },
    answer: player,
    errors: [400, 503],
  },
  {
    path: "/api/revoke",
    method: "post",
    summary: "Sends a revocation signed by a session key",
    body: revokeRequest,
    answer: revokeAnswer,
    errors: [400, 403, 413, 415, 503],
  },
  {
    path: "/api/rpc",
    method: "post",
    summary:
      "JSON-RPC of the chain, read-only, by a list of methods; batches of at most 50, calls of at most 10,000,000 gas with a target, answers of at most 1 MB together (else error -32011)",
    body: one(jsonRpcRequest),
    answer: one(rpcAnswer),
    errors: [400, 403, 413, 415],
  },
  {
    path: "/api/run/{account}/{number}",
    method: "get",
    summary: "One expedition and its events in order, for a replay; `next` gets the next page of events",
    parameters: { account: address, number: runNumber },
    query: runQuery,
    answer: run,
    errors: [400, 404, 503],
  },
  {
    path: "/api/run/{account}/{number}/picture",
    method: "get",
    summary: "A picture of one expedition, 1200 by 630 pixels, as sites show it beside a link",
    parameters: { account: address, number: runNumber },
    answer: "image/png",
    errors: [400, 404, 503],
  },
  {
    path: "/api/sponsor",
    method: "post",
    summary:
      "JSON-RPC: ERC-7677's `pm_getPaymasterStubData` and `pm_getPaymasterData` with SponsorParams, whose result is a SponsorAnswer; `session_offer`, the price limit of a session; `session_revoke`, like /api/revoke, for owners too (docs/sponsor.md)",
    body: jsonRpcRequest,
    answer: rpcAnswer,
    errors: [400, 403, 413, 415],
  },
];
