import { expect, test } from "vitest";

import { stubTestEnv } from "@/app/_env/testEnv";
import { readHealth } from "./serve";

stubTestEnv({ DEPLOYMENT_FILE: "/nowhere.json" });

test("the parts are asked once for all simultaneous requests, and again afterwards", async () => {
  const first = readHealth();
  expect(readHealth()).toBe(first);
  expect(await first).toMatchObject({ status: "down" });
  expect(readHealth()).not.toBe(first);
});
