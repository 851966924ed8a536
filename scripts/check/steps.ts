import { existsSync } from "node:fs";
import { findLicenceProblems } from "../audit/licences.ts";
import { findDocumentProblems } from "../law/documents.ts";
import { renderImportTable } from "../law/importTable.ts";
import { findTableProblems, THREATS, TROUBLES } from "../law/testTable.ts";
import { missingMigration } from "../prisma/schemaDiff.ts";
import { readText } from "../stack/deployed.ts";
import { foundryBinary } from "../stack/foundry.ts";
import { bin, fromRoot } from "../stack/paths.ts";
import { type Show, stream } from "../stack/run.ts";
import { partNames, stemOf } from "../testing/choose.ts";
import { trackedFiles } from "../testing/files.ts";

/** Checks something, or only these files of it; what it finds wrong it shows. */
type RunStep = (show: Show, files: readonly string[]) => Promise<boolean>;

/** The files that it is about (with others changed only, it need not run), and how it runs. */
type Step = readonly [isAbout: (file: string) => boolean, run: RunStep];

const command = async (show: Show, file: string, ...args: readonly string[]) =>
  (await stream(file, args, { show })).exitCode === 0;
const node = (show: Show, ...args: readonly string[]) => command(show, process.execPath, ...args);
const script = (show: Show, name: string, ...args: readonly string[]) =>
  node(show, "--import", "tsx", fromRoot("scripts", name), ...args);

const read = (file: string) => readText(fromRoot(file));

function report(show: Show, problems: readonly string[]): boolean {
  for (const problem of problems) show(`${problem}\n`);
  return problems.length === 0;
}

/** The committed migrations must give what prisma/schema says. */
async function migrationsAreComplete(show: Show): Promise<boolean> {
  const missing = await missingMigration();
  const problem = `prisma/schema has what no migration makes (npm run db:migrate:new):\n${missing}`;
  return report(show, missing === "" ? [] : [problem]);
}

/** The tables of threats and troubles must name tests that exist. */
async function tablesNameTheirTests(show: Show): Promise<boolean> {
  const tables = Object.entries({ "docs/threats.md": THREATS, "docs/troubles.md": TROUBLES });
  const problems = tables.flatMap(([file, table]) =>
    findTableProblems(read(file) ?? "", read, table).map((each) => `${file}, ${each}`),
  );
  return report(show, problems);
}

/** Links, pictures and commands of every document must be there; the import law is told as it is enforced. */
async function documentsAreTrue(show: Show): Promise<boolean> {
  const documents = trackedFiles("*.md").map((file) => ({ file, text: read(file) ?? "" }));
  const code = trackedFiles("scripts/*.ts", "scripts/*.mjs").filter((file) => !file.endsWith(".test.ts"));
  const sources = code.map((file) => read(file)).join("\n");
  const tests = trackedFiles("*.test.ts", "*.t.sol", "*.spec.ts").map(stemOf);
  const table = renderImportTable(read("biome.json") ?? "{}");
  const isTold = read("docs/architecture.md")?.includes(`${table}\n`) ?? false;
  return report(show, [
    ...findDocumentProblems(documents, {
      has: (file) => existsSync(fromRoot(file)),
      scripts: Object.keys(JSON.parse(read("package.json") ?? "{}").scripts),
      parts: [...partNames, ...tests],
      hasOption: (option) => sources.includes(option),
    }),
    ...(isTold ? [] : [`docs/architecture.md does not tell the import law of biome.json, which is:\n${table}`]),
  ]);
}

/** Of files that were only removed there is nothing left to look at. */
async function ofThese(files: readonly string[], look: (there: readonly string[]) => Promise<boolean>) {
  const there = files.filter((file) => existsSync(fromRoot(file)));
  return files.length > 0 && there.length === 0 ? true : look(there);
}

/** Files whose place begins with one of these; a folder ends with its slash. */
const under =
  (...places: readonly string[]) =>
  (file: string) =>
    places.some((place) => file.startsWith(place));
const isSolidity = (file: string) => file.endsWith(".sol");
const isCode = (file: string) => /\.(tsx?|mts|json)$/.test(file) || file.startsWith("prisma/schema/");
const anything = () => true;

const tsc = bin("typescript", "tsc");
const typedoc = [fromRoot("session/node_modules/typedoc/bin/typedoc"), "--options", "session", "--emit", "none"];
const biome = [bin("@biomejs/biome", "biome"), "check", "--error-on-warnings", "--no-errors-on-unmatched"];

/** What takes longer comes first. A step that reads what another writes stands behind it. */
const compiles: Record<string, Step> = {
  "database client": [isCode, (show) => node(show, bin("prisma"), "generate")],
  "types of the routes": [isCode, (show) => node(show, bin("next"), "typegen")],
  types: [isCode, (show) => node(show, tsc, "--noEmit")],
  // Without Node, without what only the repository has, and with types that can be written down.
  "the kit compiles by itself": [
    under("session/"),
    (show) => node(show, tsc, "--noEmit", "-p", "session/tsconfig.build.json"),
  ],
  "migrations give the schema": [under("prisma/"), migrationsAreComplete],
  "what the kit exports says what it is": [
    under("session/src/", "session/typedoc.config.mjs"),
    (show) => node(show, ...typedoc),
  ],
};
const reads: Record<string, Step> = {
  // Of a few changed files the quick code is enough: its ABIs are the same.
  "ABIs are what the contracts give": [
    under("contracts/src/", "foundry.toml"),
    (show, files) => script(show, "abis.ts", "--check", ...(files.length > 0 ? ["--quick"] : [])),
  ],
  "format, lint and import law": [anything, (show, files) => ofThese(files, (there) => node(show, ...biome, ...there))],
  "Solidity format": [
    isSolidity,
    (show, files) => ofThese(files, (there) => command(show, foundryBinary("forge"), "fmt", "--check", ...there)),
  ],
  "the import law reports planted violations": [
    under("biome.json", "scripts/law/"),
    (show) => script(show, "law/selftest.ts"),
  ],
  "licences of what is shipped are known": [
    under("package-lock.json", "scripts/audit/"),
    async (show) => report(show, findLicenceProblems(JSON.parse(read("package-lock.json") ?? "{}"))),
  ],
  "threats and troubles name tests that exist": [anything, tablesNameTheirTests],
  "documents name what is there": [anything, documentsAreTrue],
};

/** Two lanes side by side. */
export const plan = [[Object.keys(compiles), Object.keys(reads)]];
const steps = { ...compiles, ...reads };

/** The files, among those that are changed, that a step is about: with none it need not run. */
export const filesOf = (name: string, changed: readonly string[]): readonly string[] =>
  changed.filter((file) => steps[name]?.[0](file));

export async function runStep(name: string, show: Show, files: readonly string[]): Promise<boolean> {
  return (await steps[name]?.[1](show, files)) ?? false;
}
