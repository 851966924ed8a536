import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";

import { killGroup } from "../child";
import { newFolder } from "../newFolder";
import { root } from "../paths";
import { freePort } from "../ports";
import { migrate } from "./migrate";
import { databaseFolder, databaseIdentity } from "./place";
import { type DatabaseServer, startDatabase } from "./server";

const { folder: dataDir, remove } = newFolder("database");
let server: DatabaseServer | undefined;

afterAll(async () => {
  await server?.child.stop();
  remove();
});

test("a database that was killed while it was being made is made anew, and starts", async () => {
  const { cluster } = databaseFolder(dataDir, databaseIdentity());
  const options = JSON.stringify({ dataDir, port: await freePort() });
  const code = `import { startDatabase } from "./scripts/stack/database/server.ts"; await startDatabase(${options});`;
  const first = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    ...{ cwd: root, detached: true, stdio: "ignore" },
  });
  const ended = new Promise((resolve) => first.once("exit", resolve));
  const begun = () => [cluster, `${cluster}.new`].some((folder) => existsSync(path.join(folder, "PG_VERSION")));
  await vi.waitUntil(begun, { timeout: 30_000, interval: 5 });
  killGroup(first.pid ?? 0);
  await ended;
  server = await startDatabase({ dataDir, port: await freePort() });
  expect(existsSync(path.join(cluster, "PG_VERSION"))).toBe(true);
  expect(existsSync(`${cluster}.new`)).toBe(false);
});

test("a migration that was cut off half way is applied by the next start", async () => {
  const url = server?.url ?? "";
  await migrate(url, []);
  const connect = async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  };
  // Two: within its transaction the first would see the others as they were at its beginning.
  const [gate, watcher] = [await connect(), await connect()];
  const sql = "create table kept (id int); insert into gate values (1)";
  const migrations = [{ name: "20260101000000_cut", sql, checksum: "a" }];
  await gate.query("create table gate (id int)");
  await gate.query("begin; lock table gate");
  const cut = migrate(url, migrations).then(
    () => "applied",
    (error: Error) => error.message,
  );
  const waits = "select pid from pg_stat_activity where wait_event_type = 'Lock' and query like 'create table kept%'";
  const blocked = await vi.waitUntil(async () => (await watcher.query<{ pid: number }>(waits)).rows[0], 10_000);
  await watcher.query("select pg_terminate_backend($1)", [blocked.pid]);
  expect(await cut).toContain("Migration 20260101000000_cut failed");
  await gate.query("commit");
  expect(await migrate(url, migrations)).toEqual(["20260101000000_cut"]);
  expect((await gate.query("select * from gate")).rows).toEqual([{ id: 1 }]);
  expect(await migrate(url, migrations)).toEqual([]);
});
