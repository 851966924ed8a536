import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type pg from "pg";
import { createTestDatabase } from "../../app/_server/testDatabase";
import { withClient } from "../stack/database/client.ts";
import { fromRoot } from "../stack/paths.ts";

type SchemaFiles = { path: string; content: string }[];

/** The migration that brings the committed ones to what prisma/schema says, in a database of its own; empty when none is missing. */
export async function missingMigration(): Promise<string> {
  const { SchemaEngine } = await instantiateEngine();
  const files = readSchema();
  const datamodels = files.map(({ path: file, content }): [string, string] => [file, content]);
  const { url, drop } = await createTestDatabase();
  const compare = async (client: pg.Client) => {
    const adapter = bindMigrationAwareSqlAdapterFactory(createCatalogAdapter(client));
    const comparison = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
    return comparison.diff({
      from: { tag: "schemaDatasource", files, configDir: fromRoot() },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
  };
  const { stdout } = await withClient(url, compare).finally(drop);
  // What is only comments changes nothing.
  return /^\s*(--[^\n]*\s*)*$/.test(stdout ?? "") ? "" : (stdout ?? "");
}

function readSchema(): SchemaFiles {
  const folder = fromRoot("prisma/schema");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: path.join(folder, name), content: readFileSync(path.join(folder, name), "utf8") }));
}

/** Node does not load the package's own entry, which imports the WASM file as a bundler would: this does the same. */
async function instantiateEngine(): Promise<typeof import("@prisma/schema-engine-wasm")> {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm"));
  const glue = await import(path.join(folder, "schema_engine_bg.js"));
  const wasm = readFileSync(path.join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}

/**
 * What PostgreSQL's catalogs answer in, by type number. Prisma's own adapter for pg is not used: it refuses type 18
 * ("char"), which the schema engine asks for and wants as a character.
 */
const COLUMN_TYPES: Record<number, (typeof ColumnTypeEnum)[keyof typeof ColumnTypeEnum]> = {
  16: ColumnTypeEnum.Boolean,
  18: ColumnTypeEnum.Character,
  20: ColumnTypeEnum.Int64,
  21: ColumnTypeEnum.Int32,
  23: ColumnTypeEnum.Int32,
  26: ColumnTypeEnum.Int64,
  1002: ColumnTypeEnum.CharacterArray,
  1003: ColumnTypeEnum.TextArray,
  1005: ColumnTypeEnum.Int32Array,
  1007: ColumnTypeEnum.Int32Array,
  1009: ColumnTypeEnum.TextArray,
  1015: ColumnTypeEnum.TextArray,
  1028: ColumnTypeEnum.Int64Array,
};

/** The least that the schema engine needs to read a database: queries, and scripts without a result. */
function createCatalogAdapter(client: pg.Client): SqlMigrationAwareDriverAdapterFactory {
  const adapter: SqlDriverAdapter = {
    provider: "postgres",
    adapterName: "hourglass-catalog",
    queryRaw: async ({ sql, args }) => {
      const { fields, rows } = await client.query<unknown[]>({ text: sql, values: args, rowMode: "array" });
      return {
        columnNames: fields.map(({ name }) => name),
        columnTypes: fields.map(({ dataTypeID }) => COLUMN_TYPES[dataTypeID] ?? ColumnTypeEnum.Text),
        rows,
      };
    },
    executeRaw: async ({ sql, args }) => (await client.query({ text: sql, values: args })).rowCount ?? 0,
    executeScript: async (script) => void (await client.query(script)),
    startTransaction: () => Promise.reject(new Error("Comparing schemas takes no transaction.")),
    // Who opened the client closes it.
    dispose: async () => undefined,
  };
  const connect = async () => adapter;
  return { provider: "postgres", adapterName: "hourglass-catalog", connect, connectToShadowDb: connect };
}
