import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { bin, fromRoot } from "./paths.ts";
import { run } from "./run.ts";

const GENERATED = fromRoot("app/_server/generated/prisma/client.ts");

/** Generates the database client when the schema is newer than it. Returns whether it did. */
export async function generatePrismaClient(signal?: AbortSignal): Promise<boolean> {
  if (existsSync(GENERATED) && statSync(GENERATED).mtimeMs > newestSchemaMs()) return false;
  await run(process.execPath, [bin("prisma"), "generate"], { signal });
  return true;
}

function newestSchemaMs(): number {
  const folder = fromRoot("prisma/schema");
  return Math.max(...readdirSync(folder).map((name) => statSync(path.join(folder, name)).mtimeMs));
}
