import { test } from "vitest";

import { proveExpeditions } from "./testing/proveExpeditions";

test("a hundred expeditions by chance are on every board as the chain and the rules have them", async () => {
  await proveExpeditions(100, 1);
}, 300_000);
