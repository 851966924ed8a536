import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { fromRoot } from "../paths.ts";
import { withClient } from "./client.ts";

export type Migration = { name: string; sql: string; checksum: string };

/** The key that Prisma's own engine locks: two starters, or we and Prisma, never migrate at the same time. */
const ADVISORY_LOCK = 72707369;

/** Column for column what Prisma's engine creates, so that its tools accept a database that we migrated. */
const BOOKKEEPING = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/** Migrations in the order of their names, as Prisma applies them. */
export function readMigrations(folder = fromRoot("prisma/migrations")): Migration[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = entries.map((entry) => entry.name).sort();
  return names.map((name) => {
    const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

/** Creates the database when it is absent and applies what is not applied yet. Returns the names it applied. */
export async function migrate(databaseUrl: string, migrations = readMigrations()): Promise<string[]> {
  await createMissing(databaseUrl);
  return withClient(databaseUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query(BOOKKEEPING);
    const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
      "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
    );
    const known = new Map(rows.map((row) => [row.migration_name, row]));
    for (const { name, checksum } of migrations) {
      const row = known.get(name);
      if (row && !row.finished_at) {
        // Written by Prisma's own tools, or by us before a migration and its row were one.
        throw new Error(`Migration ${name} failed earlier. Mend the database, or start anew with --reset.`);
      }
      if (row && row.checksum !== checksum) {
        throw new Error(
          `Migration ${name} was changed after it was applied (${row.checksum.slice(0, 8)} in the database, ` +
            `${checksum.slice(0, 8)} in prisma/migrations). Write a new migration, or start anew with --reset.`,
        );
      }
    }
    const missing = migrations.filter(({ name }) => !known.has(name));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  });
}

/** With its row of the books, or not at all: who is killed in between finds the database as it was, and tries again. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(
      "insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)",
      [randomUUID(), checksum, name],
    );
    await client.query(sql);
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback").catch(() => undefined); // the server may be gone: then nothing was applied either
    throw new Error(`Migration ${name} failed: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

async function createMissing(databaseUrl: string): Promise<void> {
  const unlessIts = (code: string) => (error: { code?: string }) => {
    if (error.code !== code) throw error;
    return "missing";
  };
  // 3D000: the server is there, the database is not
  const standing = await withClient(databaseUrl, async () => "there").catch(unlessIts("3D000"));
  if (standing === "there") return;
  const url = new URL(databaseUrl);
  const name = decodeURIComponent(url.pathname.slice(1));
  url.pathname = "/postgres";
  const create = `create database "${name.replaceAll('"', '""')}"`;
  // 42P04: another starter was faster
  await withClient(url.toString(), (client) => client.query(create)).catch(unlessIts("42P04"));
}
