// Proves that the import law of biome.json is read: plants every violation in a copy and wants each one reported.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fromRoot } from "../stack/paths.ts";
import { FORMS, PLANTS } from "./plants.ts";

type Diagnostic = { category: string; location: { path: string | { file: string }; start?: { line: number } } };

type Found = { file: string; line: number };

/** Where Biome reports the rule. */
function reported(folder: string, rule: string): Found[] {
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  const args = ["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout, stderr } = spawnSync(process.execPath, [biome, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  const start = stdout.indexOf("{");
  if (start < 0) throw new Error(`Biome said nothing that can be read:\n${stderr}`);
  const { diagnostics }: { diagnostics: Diagnostic[] } = JSON.parse(stdout.slice(start));
  return diagnostics
    .filter(({ category }) => category === rule)
    .map(({ location: { path: place, start: begin } }) => ({
      file: path.normalize(typeof place === "string" ? place : place.file),
      line: begin?.line ?? 0,
    }));
}

/** The planted lines of each file. The line is compared too: a file reported for another line proves nothing. */
function plantedLines(): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const { file, imports } of PLANTS) {
    const lines = files.get(file) ?? [];
    files.set(file, lines);
    for (const form of FORMS) lines.push(form(imports, `planted${lines.length}`));
  }
  return files;
}

const folder = mkdtempSync(path.join(tmpdir(), "hourglass-law-"));
try {
  const plantAt = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}\n`);
  };
  copyFileSync(fromRoot("biome.json"), path.join(folder, "biome.json"));
  const planted = plantedLines();
  for (const [file, lines] of planted) plantAt(file, lines.join("\n"));
  plantAt("game/objects/first.ts", 'import { second } from "./second";\nexport const first = () => second;');
  plantAt("game/objects/second.ts", 'import { first } from "./first";\nexport const second = () => first;');
  const found = reported(folder, "lint/style/noRestrictedImports");
  const missed = [...planted].flatMap(([file, lines]) =>
    lines
      .filter((_, index) => !found.some((entry) => entry.file === path.normalize(file) && entry.line === index + 1))
      .map((line) => `${file}: ${line}`),
  );
  if (reported(folder, "lint/suspicious/noImportCycles").length === 0) missed.push("a cycle of two files");

  if (missed.length > 0) {
    console.error(`The import law let these pass:\n  ${missed.join("\n  ")}`);
    process.exit(1);
  }
  console.log(`The import law reports all ${PLANTS.length * FORMS.length} planted imports and the planted cycle.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
