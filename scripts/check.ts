// npm run check: everything that can be known without running the product.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findDocumentProblems } from "./law/documents.ts";
import { renderImportTable } from "./law/importTable.ts";
import { findTableProblems, type TestTable } from "./law/testTable.ts";
import { THREATS, TROUBLES } from "./law/testTables.ts";
import { schemaDiff } from "./prisma/schemaDiff.ts";
import { migrate } from "./stack/database/migrate.ts";
import { startDatabase } from "./stack/database/server.ts";
import { foundryBinary } from "./stack/foundry.ts";
import { fromRoot } from "./stack/paths.ts";
import { freePort } from "./stack/ports.ts";
import { bin } from "./testing/bin.ts";
import { partNames } from "./testing/partNames.ts";
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

const read = (file: string) => (existsSync(fromRoot(file)) ? readFileSync(fromRoot(file), "utf8") : undefined);

function report(problems: readonly string[]): boolean {
  for (const problem of problems) console.error(problem);
  return problems.length === 0;
}

/** The tables of threats and troubles must name tests that exist. */
async function tablesNameTheirTests(): Promise<boolean> {
  const tables: [file: string, table: TestTable][] = [
    ["docs/threats.md", THREATS],
    ["docs/troubles.md", TROUBLES],
  ];
  return report(
    tables.flatMap(([file, table]) =>
      findTableProblems(read(file) ?? "", read, table).map((each) => `${file}, ${each}`),
    ),
  );
}

/** What git has, or would have: what is ignored is not part of the product. */
function trackedFiles(...patterns: readonly string[]): string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z", ...patterns];
  const files = execFileSync("git", args, { cwd: fromRoot(), encoding: "utf8" }).split("\0");
  return files.filter((file) => file !== "" && existsSync(fromRoot(file)));
}

/** Links, pictures and commands of every document must be there; the import law is told as it is enforced. */
async function documentsAreTrue(): Promise<boolean> {
  const documents = trackedFiles("*.md").map((file) => ({ file, text: read(file) ?? "" }));
  const code = trackedFiles("scripts/*.ts", "scripts/*.mjs").filter((file) => !file.endsWith(".test.ts"));
  const sources = code.map((file) => read(file)).join("\n");
  const table = renderImportTable(read("biome.json") ?? "{}");
  const isTold = read("docs/architecture.md")?.includes(`${table}\n`) ?? false;
  return report([
    ...findDocumentProblems(documents, {
      has: (file) => existsSync(fromRoot(file)),
      scripts: Object.keys(JSON.parse(read("package.json") ?? "{}").scripts),
      parts: partNames,
      hasOption: (option) => sources.includes(option),
    }),
    ...(isTold ? [] : [`docs/architecture.md does not tell the import law of biome.json, which is:\n${table}`]),
  ]);
}

const steps: [name: string, run: () => Promise<boolean>][] = [
  ["format, lint and import law", () => node(bin("@biomejs/biome", "biome"), "check", "--error-on-warnings")],
  ["the import law reports planted violations", () => script("law/selftest.ts")],
  ["threats and troubles name tests that exist", tablesNameTheirTests],
  ["documents name what is there", documentsAreTrue],
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
