import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fromRoot } from "./paths.ts";
import { run } from "./run.ts";

const GENERATED = fromRoot("app/_server/generated/prisma/client.ts");

/** Generates the database client when the schema is newer than it. Returns whether it did. */
export async function generatePrismaClient(signal?: AbortSignal): Promise<boolean> {
  if (existsSync(GENERATED) && statSync(GENERATED).mtimeMs > newestSchemaMs()) return false;
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve("prisma/package.json")), "build/index.js");
  await run(process.execPath, [cli, "generate"], { signal });
  return true;
}

function newestSchemaMs(): number {
  const folder = fromRoot("prisma/schema");
  return Math.max(...readdirSync(folder).map((name) => statSync(path.join(folder, name)).mtimeMs));
}
