import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type Manifest, toPackedManifest } from "./manifest.ts";

/** The kit's folder, and the repository's. */
export const kitDir = path.resolve(import.meta.dirname, "..");
const repositoryDir = path.resolve(kitDir, "..");
const require = createRequire(import.meta.url);

/** The Solidity sources in the tarball, for users who compile against them: `contracts/session/…`. */
const SOLIDITY = ["account", "paymaster", "session"];

export const readManifest = (): Manifest => JSON.parse(readFileSync(path.join(kitDir, "package.json"), "utf8"));

/**
 * Builds everything for the package in a folder, from scratch: JavaScript, declarations, the command, Solidity, documents, manifest.
 * @param folder Is emptied first.
 * @throws Error with the compiler's messages if the sources do not compile on their own.
 */
export function stageKit(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  compile("tsconfig.build.json", path.join(folder, "dist"));
  compileCommand(folder);
  for (const file of filesIn(folder, ".d.ts")) {
    writeFileSync(file, withJsExtensions(readFileSync(file, "utf8")));
  }
  requireClientDirective(path.join(folder, "dist"));
  for (const part of SOLIDITY) {
    cpSync(path.join(repositoryDir, "contracts/src", part), path.join(folder, "contracts", part), { recursive: true });
  }
  packDocuments(folder);
  cpSync(path.join(repositoryDir, "LICENSE"), path.join(folder, "LICENSE"));
  const manifest = toPackedManifest(readManifest());
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The README and the documents it links to. A link to a file that is not packed becomes plain text. */
function packDocuments(folder: string): void {
  const docs = ["grant.md", "lifting.md", "sponsor.md"];
  cpSync(path.join(kitDir, "CHANGELOG.md"), path.join(folder, "CHANGELOG.md"));
  const readme = readFileSync(path.join(kitDir, "README.md"), "utf8");
  writeFileSync(path.join(folder, "README.md"), readme.replaceAll("](../docs/", "](docs/"));
  mkdirSync(path.join(folder, "docs"));
  for (const name of docs) {
    const text = readFileSync(path.join(repositoryDir, "docs", name), "utf8");
    const linked = text.replace(/\[([^\]]*)\]\((\w[\w-]*\.md)(#[^)]*)?\)/g, (link, words: string, file: string) =>
      docs.includes(file) ? link : words,
    );
    writeFileSync(path.join(folder, "docs", name), linked);
  }
}

/** The repository's TypeScript 7; the kit's own, older one is only for checks. */
function compile(project: string, outDir: string): void {
  const tsc = path.join(
    path.dirname(require.resolve("typescript/package.json", { paths: [repositoryDir] })),
    "bin/tsc",
  );
  execute(process.execPath, [tsc, "-p", project, "--outDir", outDir], kitDir);
}

/** Separate, because it is the only part that uses Node. */
function compileCommand(folder: string): void {
  const built = path.join(folder, ".bin");
  compile("tsconfig.bin.json", built);
  renameSync(path.join(built, "bin"), path.join(folder, "bin"));
  rmSync(built, { recursive: true });
  for (const file of filesIn(path.join(folder, "bin"), ".d.ts")) rmSync(file);
  chmodSync(path.join(folder, "bin/hourglass-session.js"), 0o755);
}

/**
 * Runs a command to its end.
 * @returns Its output.
 * @throws Error with its whole output if it fails.
 */
export function execute(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`'${[path.basename(command), ...args].join(" ")}' failed:\n${stdout}${stderr}`, { cause: error });
  }
}

/** Files below a folder whose names have a certain ending, in a fixed order. */
export function filesIn(folder: string, ending: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending));
  return files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

/**
 * tsc rewrites `.ts` in JavaScript, but leaves it in declarations, where only TypeScript itself understands it.
 * @param declarations The text of a `.d.ts`.
 * @returns The same with `.js`.
 */
export function withJsExtensions(declarations: string): string {
  return declarations.replace(/((?:from|import)\s*\(?\s*")(\.\.?\/[^"]+?)\.tsx?(")/g, "$1$2.js$3");
}

/** React's rule: an entry file with hooks must say "use client", or a server renders it. */
function requireClientDirective(dist: string): void {
  const entry = path.join(dist, "react/index.js");
  if (!/^["']use client["'];/.test(readFileSync(entry, "utf8"))) {
    throw new Error(`${entry} does not begin with "use client".`);
  }
}
