// Writes every block of the local chain into its journal, as it comes. Its own process: it goes on when the supervisor
// is killed, and a part that is killed takes nothing with it. Arguments: the data folder and the chain's port.
import { setTimeout as pause } from "node:timers/promises";
import { createClient, HttpRequestError, http } from "viem";
import { isDiskFull } from "../writeWhole.ts";
import { type Ask, createFollower, type Follower } from "./follow.ts";
import { currentGeneration } from "./store.ts";

/** Shorter than a block; what a kill of the chain can cost is this and the time that writing takes. */
const PAUSE_MS = 100;
/** What the supervisor waits for. */
const FOLLOWS = "Every block is written down.";

const [dataDir = "", port = ""] = process.argv.slice(2);
let followed: { generation: number; follower: Follower } | undefined;
const client = createClient({ transport: http(`http://127.0.0.1:${port}`, { retryCount: 0 }) });
const ask: Ask = (method, params) => client.request({ method, params } as never);
let saidMs = 0;
let follows = false;

for (;;) {
  await step().catch((error: unknown) => {
    if (isDiskFull(error)) {
      console.error(`The disk is full: what is played from now on is not kept. Make room in ${dataDir}.`);
      process.exit(1);
    }
    complain(error);
  });
  await pause(PAUSE_MS);
}

async function step(): Promise<void> {
  const generation = currentGeneration(dataDir);
  if (!generation) return;
  if (followed?.generation !== generation.number) {
    followed?.follower.close();
    followed = { generation: generation.number, follower: createFollower(ask, generation) };
  }
  await followed.follower.step();
  if (!follows) console.log(FOLLOWS);
  follows = true;
}

/** A chain that is being started is no news. */
function complain(error: unknown): void {
  const isAway = error instanceof HttpRequestError && error.status === undefined;
  if (isAway || Date.now() - saidMs < 10_000) return;
  saidMs = Date.now();
  console.error(error instanceof Error ? error.message : error);
}
