// npm run check: everything that can be known without running the product.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findThreatProblems } from "./law/threats.ts";
import { schemaDiff } from "./prisma/schemaDiff.ts";
import { migrate } from "./stack/database/migrate.ts";
import { startDatabase } from "./stack/database/server.ts";
import { foundryBinary } from "./stack/foundry.ts";
import { fromRoot } from "./stack/paths.ts";
import { freePort } from "./stack/ports.ts";
import { bin } from "./testing/bin.ts";
import { stream } from "./testing/stream.ts";

const node = (...args: string[]) => stream(process.execPath, args).then(({ exitCode }) => exitCode === 0);
const script = (name: string, ...args: string[]) => node("--import", "tsx", fromRoot("scripts", name), ...args);

/** The committed migrations must give what prisma/schema says. */
async function migrationsAreComplete(): Promise<boolean> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hourglass-check-"));
  chmodSync(dataDir, 0o755); // PostgreSQL may run as another user
  const { child, url } = await startDatabase({ dataDir, port: await freePort() });
  try {
    await migrate(url);
    const missing = await schemaDiff(url);
    if (missing) console.error(`prisma/schema has what no migration makes (npm run db:migrate:new):\n${missing}`);
    return missing === "";
  } finally {
    await child.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The table of threats must name tests that exist. */
async function threatsHaveTheirTests(): Promise<boolean> {
  const read = (file: string) => (existsSync(fromRoot(file)) ? readFileSync(fromRoot(file), "utf8") : undefined);
  const problems = findThreatProblems(read("docs/threats.md") ?? "", read);
  for (const problem of problems) console.error(`docs/threats.md, ${problem}`);
  return problems.length === 0;
}

const steps: [name: string, run: () => Promise<boolean>][] = [
  ["format, lint and import law", () => node(bin("@biomejs/biome", "biome"), "check", "--error-on-warnings")],
  ["the import law reports planted violations", () => script("law/selftest.ts")],
  ["threats name tests that exist", threatsHaveTheirTests],
  ["Solidity format", () => stream(foundryBinary("forge"), ["fmt", "--check"]).then(({ exitCode }) => exitCode === 0)],
  ["ABIs are what the contracts give", () => script("abis.ts", "--check")],
  ["database client", () => node(bin("prisma"), "generate")],
  ["migrations give the schema", migrationsAreComplete],
  ["types of the routes", () => node(bin("next"), "typegen")],
  ["types", () => node(bin("typescript", "tsc"), "--noEmit")],
];

const failed: string[] = [];
for (const [name, run] of steps) {
  console.log(`\n— ${name}`);
  const isFine = await run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return false;
  });
  if (!isFine) failed.push(name);
}
console.log(`\ncheck: ${steps.length - failed.length} passed, ${failed.length} failed`);
for (const name of failed) console.log(`  failed: ${name}`);
process.exitCode = failed.length > 0 ? 1 : 0;
