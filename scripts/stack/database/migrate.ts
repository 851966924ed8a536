import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { fromRoot } from "../paths.ts";

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
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** Creates the database when it is absent and applies what is not applied yet. Returns the names it applied. */
export async function migrate(databaseUrl: string, migrations = readMigrations()): Promise<string[]> {
  const client = await connectOrCreate(databaseUrl);
  try {
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query(BOOKKEEPING);
    const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
      "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
    );
    const known = new Map(rows.map((row) => [row.migration_name, row]));
    const applied: string[] = [];
    for (const migration of migrations) {
      const row = known.get(migration.name);
      if (!row) {
        await apply(client, migration);
        applied.push(migration.name);
      } else if (!row.finished_at) {
        // Written by Prisma's own tools, or by us before a migration and its row were one.
        throw new Error(`Migration ${migration.name} failed earlier. Mend the database, or start anew with --reset.`);
      } else if (row.checksum !== migration.checksum) {
        throw new Error(
          `Migration ${migration.name} was changed after it was applied (${row.checksum.slice(0, 8)} in the database, ` +
            `${migration.checksum.slice(0, 8)} in prisma/migrations). Write a new migration, or start anew with --reset.`,
        );
      }
    }
    return applied;
  } finally {
    await client.end();
  }
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

async function connectOrCreate(databaseUrl: string): Promise<pg.Client> {
  try {
    return await connect(databaseUrl);
  } catch (error) {
    if (codeOf(error) !== "3D000") throw error; // 3D000: the server is there, the database is not
  }
  const url = new URL(databaseUrl);
  const name = decodeURIComponent(url.pathname.slice(1));
  url.pathname = "/postgres";
  const admin = await connect(url.toString());
  try {
    await admin.query(`create database "${name.replaceAll('"', '""')}"`);
  } catch (error) {
    if (codeOf(error) !== "42P04") throw error; // 42P04: another starter was faster
  } finally {
    await admin.end();
  }
  return connect(databaseUrl);
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  // A server that goes away between two queries is reported by the next query; unheard, the event would end the process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
