import { randomInt } from "node:crypto";
import { test } from "vitest";

import { proveExpeditions } from "./testing/proveExpeditions";

test("two thousand expeditions by chance are on every board as the chain and the rules have them", async () => {
  const seed = Number(process.env.EXPEDITIONS_SEED ?? randomInt(2 ** 32));
  console.log(`EXPEDITIONS_SEED=${seed} plays the same again.`);
  await proveExpeditions(2_000, seed);
});
