import { expect, test, vi } from "vitest";

import { stubTestEnv } from "@/app/_env/testEnv";
import { serveConfig } from "./config";

stubTestEnv({ RATE_PER_SECOND: "1", DEPLOYMENT_FILE: "/nowhere.json" });

test("a client that asks too often for the world's addresses is limited, as at every route", async () => {
  // The clock is frozen, so that buckets do not refill on a busy machine.
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  const ask = (from: string) =>
    serveConfig(new Request("http://app.test/api/config", { headers: { "x-forwarded-for": from } }));
  const statuses = [];
  for (let n = 0; n < 105; n++) statuses.push((await ask("192.0.2.1")).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  expect((await ask("192.0.2.1")).headers.get("retry-after")).toBe("1");
  vi.useRealTimers();
});
