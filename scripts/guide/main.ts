// npm run guide: follows docs/make-your-own-game.md in a copy of what git knows, runs the checks that it names, and compares the
// files that changed with those that it lists.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readText } from "../stack/deployed.ts";
import { foundryBinary } from "../stack/foundry.ts";
import { newFolder } from "../stack/newFolder.ts";
import { fromRoot } from "../stack/paths.ts";
import { trackedFiles } from "../testing/files.ts";
import { applyStep, findFaults, readFiles, readGuide } from "./readGuide.ts";

const { folder: copy, remove } = newFolder("guide");
let said = "guide: 0 passed, 1 failed";
try {
  makeCopy();
  const guide = readFileSync(fromRoot("docs/make-your-own-game.md"), "utf8");
  for (const step of readGuide(guide)) {
    if (step.do === "run") for (const command of step.commands) run(command);
    else {
      const file = path.join(copy, step.file);
      writeFileSync(file, applyStep(step, readText(file)));
    }
  }
  const files = [...git("diff", "--name-only"), ...git("ls-files", "--others", "--exclude-standard")];
  // Compiled code is one thing to the reader, however many files it is in.
  const changed = [...new Set(files.map((file) => file.replace(/^(contracts\/generated)\/.*/, "$1")))];
  const faults = findFaults(changed, readFiles(guide));
  console.log(`\nThe new action touches ${changed.length} files:\n${changed.join("\n")}`);
  for (const fault of faults) console.error(fault);
  said = `guide: ${changed.length} passed, ${faults.length} failed`;
  process.exitCode = faults.length > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  remove();
}
console.log(`\n${said}`);

function makeCopy(): void {
  for (const file of trackedFiles()) cpSync(fromRoot(file), path.join(copy, file));
  git("init", "--quiet");
  git("add", "--all");
  // Packages are this repository's; those of the workspace, which are links that lead nowhere else, are the copy's own.
  const ours = "node_modules/@hourglass";
  mkdirSync(path.join(copy, "node_modules"));
  for (const name of readdirSync(fromRoot("node_modules"))) {
    const place = `node_modules/${name}`;
    if (place !== ours) symlinkSync(fromRoot(place), path.join(copy, place));
  }
  // Made by other commands, and the same in the copy.
  for (const made of [ours, "app/_server/generated", "contracts/out", "contracts/cache", "next-env.d.ts"]) {
    const options = { recursive: true, preserveTimestamps: true, verbatimSymlinks: true };
    if (existsSync(fromRoot(made))) cpSync(fromRoot(made), path.join(copy, made), options);
  }
}

/** In the copy, which is a repository of its own: what is in its index is how it was before the first step. */
function git(...args: readonly string[]): string[] {
  return execFileSync("git", args, { cwd: copy }).toString().split("\n").filter(Boolean);
}

/** As the reader types it. */
function run(command: string): void {
  console.log(`\n$ ${command}`);
  const tools = `${path.dirname(foundryBinary("forge"))}:${fromRoot("node_modules/.bin")}`;
  // The binary itself: the wrapper of its package answers 0 when a test fails.
  execFileSync("sh", ["-c", command.replace(/^npx forge/, "forge")], {
    cwd: copy,
    stdio: "inherit",
    env: { ...process.env, PATH: `${tools}:${process.env.PATH}` },
  });
}
