import { existsSync, readFileSync } from "node:fs";
import { findLicenceProblems } from "../audit/licences.ts";
import { findDocumentProblems } from "../law/documents.ts";
import { renderImportTable } from "../law/importTable.ts";
import { findTableProblems, type TestTable } from "../law/testTable.ts";
import { THREATS, TROUBLES } from "../law/testTables.ts";
import { missingMigration } from "../prisma/schemaDiff.ts";
import { foundryBinary } from "../stack/foundry.ts";
import { fromRoot } from "../stack/paths.ts";
import { bin } from "../testing/bin.ts";
import { stemOf } from "../testing/choose.ts";
import { trackedFiles } from "../testing/files.ts";
import { partNames } from "../testing/partNames.ts";
import { type Show, stream } from "../testing/stream.ts";

/** Checks something, or only these files of it; what it finds wrong it shows. */
type RunStep = (show: Show, files: readonly string[]) => Promise<boolean>;

type Step = {
  name: string;
  run: RunStep;
  /** The files that it is about: with others changed only, it need not run. */
  isAbout: (file: string) => boolean;
};

const command = async (show: Show, file: string, ...args: readonly string[]) =>
  (await stream(file, args, {}, show)).exitCode === 0;
const node = (show: Show, ...args: readonly string[]) => command(show, process.execPath, ...args);
const script = (show: Show, name: string, ...args: readonly string[]) =>
  node(show, "--import", "tsx", fromRoot("scripts", name), ...args);

const read = (file: string) => (existsSync(fromRoot(file)) ? readFileSync(fromRoot(file), "utf8") : undefined);

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
  const judge = ([file, table]: [string, TestTable]) =>
    findTableProblems(read(file) ?? "", read, table).map((each) => `${file}, ${each}`);
  return report(show, tables.flatMap(judge));
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

const LINT = ["check", "--error-on-warnings", "--no-errors-on-unmatched"];

/** Of files that were only removed there is nothing left to look at. */
async function ofThese(files: readonly string[], look: (there: readonly string[]) => Promise<boolean>) {
  const there = files.filter((file) => existsSync(fromRoot(file)));
  return files.length > 0 && there.length === 0 ? true : look(there);
}

const isSolidity = (file: string) => file.endsWith(".sol");
const isContract = (file: string) => file.startsWith("contracts/src/") || file === "foundry.toml";
const isCode = (file: string) => /\.(tsx?|mts|json)$/.test(file) || file.startsWith("prisma/schema/");
const anything = () => true;

/**
 * All steps: lanes side by side, the steps of a lane one after the other, the longest lane first. A step that reads what
 * another writes stands behind it.
 */
const lanes: readonly (readonly Step[])[] = [
  [
    { name: "database client", run: (show) => node(show, bin("prisma"), "generate"), isAbout: isCode },
    { name: "types of the routes", run: (show) => node(show, bin("next"), "typegen"), isAbout: isCode },
    { name: "types", run: (show) => node(show, bin("typescript", "tsc"), "--noEmit"), isAbout: isCode },
    {
      // Without Node, without what only the repository has, and with types that can be written down.
      name: "the kit compiles by itself",
      run: (show) => node(show, bin("typescript", "tsc"), "--noEmit", "-p", "session/tsconfig.build.json"),
      isAbout: (file) => file.startsWith("session/"),
    },
    {
      name: "migrations give the schema",
      run: migrationsAreComplete,
      isAbout: (file) => file.startsWith("prisma/"),
    },
    {
      name: "what the kit exports says what it is",
      run: (show) =>
        node(show, fromRoot("session/node_modules/typedoc/bin/typedoc"), "--options", "session", "--emit", "none"),
      isAbout: (file) => file.startsWith("session/src/") || file === "session/typedoc.config.mjs",
    },
  ],
  [
    {
      name: "ABIs are what the contracts give",
      // Of a few changed files the quick code is enough: its ABIs are the same.
      run: (show, files) => script(show, "abis.ts", "--check", ...(files.length > 0 ? ["--quick"] : [])),
      isAbout: isContract,
    },
    {
      name: "format, lint and import law",
      run: (show, files) => ofThese(files, (there) => node(show, bin("@biomejs/biome", "biome"), ...LINT, ...there)),
      isAbout: anything,
    },
    {
      name: "Solidity format",
      run: (show, files) =>
        ofThese(files, (there) => command(show, foundryBinary("forge"), "fmt", "--check", ...there)),
      isAbout: isSolidity,
    },
    {
      name: "the import law reports planted violations",
      run: (show) => script(show, "law/selftest.ts"),
      isAbout: (file) => file === "biome.json" || file.startsWith("scripts/law/"),
    },
    {
      name: "licences of what is shipped are known",
      run: async (show) => report(show, findLicenceProblems(JSON.parse(read("package-lock.json") ?? "{}"))),
      isAbout: (file) => file === "package-lock.json" || file.startsWith("scripts/audit/"),
    },
    { name: "threats and troubles name tests that exist", run: tablesNameTheirTests, isAbout: anything },
    { name: "documents name what is there", run: documentsAreTrue, isAbout: anything },
  ],
];

const steps = lanes.flat();
export const plan = [lanes.map((lane) => lane.map(({ name }) => name))];

/** The files, among those that are changed, that a step is about: with none it need not run. */
export const filesOf = (name: string, changed: readonly string[]): readonly string[] =>
  changed.filter((file) => steps.find((step) => step.name === name)?.isAbout(file));

export async function runStep(name: string, show: Show, files: readonly string[]): Promise<boolean> {
  return (await steps.find((step) => step.name === name)?.run(show, files)) ?? false;
}
