import { expect, inject, test } from "vitest";

import { createDatabase } from "@/app/_server/database";
import { dropTestDatabase, nameTestDatabase } from "@/app/_server/testServerUrl";
import { readServerVersion } from "../stack/database/client";
import { newFolder } from "../stack/newFolder";
import { parseOptions } from "../stack/options";
import { freePorts } from "../stack/ports";
import { startStack } from "../stack/stack";
import { worldTable } from "../stack/table";

test("the data tests run on the server that was started for them, and its version is said", async () => {
  const server = Object.assign(new URL(inject("databaseUrl")), { pathname: "/postgres" });
  const seen = await readServerVersion(server.toString());
  console.log(`The data tests run on PostgreSQL ${seen}.`);
  expect(seen).toBe(inject("postgresVersion") || seen);
  expect(Number.parseInt(seen, 10)).toBeGreaterThanOrEqual(14);
  expect(process.env.DATABASE_URL).toBe(inject("databaseUrl"));
});

test("a stack that is given DATABASE_URL uses that server, starts none of its own, and says so without the password", async () => {
  const url = nameTestDatabase(inject("databaseUrl"));
  const { folder: dataDir, remove } = newFolder("outside");
  const options = parseOptions([], { DATABASE_URL: url.toString(), HOURGLASS_DATA: dataDir });
  if (options === "help") throw new Error("These options ask for help.");
  const parts = { app: false, indexer: true };
  const stack = await startStack({ ...options, ports: await freePorts(), restarts: false, parts });
  const rows = createDatabase(url.toString());
  try {
    expect(stack.database).toBeUndefined();
    expect(stack.env.DATABASE_URL).toBe(url.toString());
    expect(worldTable(stack, options).database).toEqual({
      where: `postgresql://${url.host}${url.pathname}`,
      what: expect.stringMatching(/^yours \(DATABASE_URL\), PostgreSQL \d+/),
    });
    await expect.poll(() => rows.block.count(), { timeout: 30_000 }).toBeGreaterThan(1);
  } finally {
    await rows.$disconnect();
    await stack.stop();
    await dropTestDatabase(url);
    remove();
  }
});
