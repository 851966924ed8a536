// Writes every block of the local chain into its journal, as it comes. Its own process: it goes on when the supervisor
// is killed, and a part that is killed takes nothing with it. Arguments: the data folder and the chain's port.
import { setTimeout as pause } from "node:timers/promises";
import { createClient, HttpRequestError, http } from "viem";
import { isDiskFull } from "../writeWhole.ts";
import { type Ask, createFollower } from "./follow.ts";
import { chainFiles } from "./store.ts";

/** Shorter than a block; what a kill of the chain can cost is this and the time that writing takes. */
const PAUSE_MS = 100;
/** What the supervisor waits for. */
const FOLLOWS = "Every block is written down.";

const [dataDir = "", port = ""] = process.argv.slice(2);
const client = createClient({ transport: http(`http://127.0.0.1:${port}`, { retryCount: 0 }) });
const ask: Ask = (method, params) => client.request({ method, params } as never);
const follow = createFollower(ask, chainFiles(dataDir));
let saidMs = 0;
let follows = false;

for (;;) {
  await follow().then(
    () => {
      if (!follows) console.log(FOLLOWS);
      follows = true;
    },
    (error: unknown) => {
      if (!isDiskFull(error)) return complain(error);
      console.error(`The disk is full: what is played from now on is not kept. Make room in ${dataDir}.`);
      process.exit(1);
    },
  );
  await pause(PAUSE_MS);
}

/** A chain that is being started is no news. */
function complain(error: unknown): void {
  const isAway = error instanceof HttpRequestError && error.status === undefined;
  if (isAway || Date.now() - saidMs < 10_000) return;
  saidMs = Date.now();
  console.error(error instanceof Error ? error.message : error);
}
