import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { createTestDatabase } from "../../app/_server/testDatabase";
import { fromRoot } from "../stack/paths.ts";
import { createCatalogAdapter } from "./catalogAdapter.ts";

type SchemaFiles = { path: string; content: string }[];

/** The migration that brings the committed ones to what prisma/schema says, in a database of its own; empty when none is missing. */
export async function missingMigration(): Promise<string> {
  const { url, drop } = await createTestDatabase();
  return schemaDiff(url).finally(drop);
}

/** The SQL that turns the database into what prisma/schema says; empty when they are equal. */
export async function schemaDiff(databaseUrl: string): Promise<string> {
  engine ??= instantiateEngine();
  const { SchemaEngine } = await engine;
  const files = readSchema();
  const datamodels = files.map(({ path: file, content }): [string, string] => [file, content]);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(createCatalogAdapter(client));
    const comparison = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
    const { stdout } = await comparison.diff({
      from: { tag: "schemaDatasource", files, configDir: fromRoot() },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });

    // What is only comments changes nothing.
    return /^\s*(--[^\n]*\s*)*$/.test(stdout ?? "") ? "" : (stdout ?? "");
  } finally {
    await client.end();
  }
}

function readSchema(): SchemaFiles {
  const folder = fromRoot("prisma/schema");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: path.join(folder, name), content: readFileSync(path.join(folder, name), "utf8") }));
}

let engine: Promise<typeof import("@prisma/schema-engine-wasm")> | undefined;

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
