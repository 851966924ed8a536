// npm run guide: follows docs/make-your-own-game.md in a copy of what git knows, and runs the checks that it names.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { foundryBinary } from "../stack/foundry.ts";
import { fromRoot } from "../stack/paths.ts";
import { applyStep, readGuide } from "./readGuide.ts";

const copy = mkdtempSync(path.join(tmpdir(), "hourglass-guide-"));
let isDone = false;
try {
  makeCopy();
  for (const step of readGuide(readFileSync(fromRoot("docs/make-your-own-game.md"), "utf8"))) {
    if (step.do === "run") for (const command of step.commands) run(command);
    else {
      const file = path.join(copy, step.file);
      const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
      writeFileSync(file, applyStep(step, before));
    }
  }
  isDone = true;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(isDone ? "\nThe guide leads where it says." : "\nThe guide does not lead where it says.");
process.exitCode = isDone ? 0 : 1;

function makeCopy(): void {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: fromRoot() });
  for (const file of listed.toString().trim().split("\n")) {
    if (!existsSync(fromRoot(file))) continue;
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    copyFileSync(fromRoot(file), path.join(copy, file));
  }
  symlinkSync(fromRoot("node_modules"), path.join(copy, "node_modules"));
  // Made by other commands, and the same in the copy.
  for (const made of ["app/_server/generated", "contracts/out", "contracts/cache", "next-env.d.ts"]) {
    if (existsSync(fromRoot(made)))
      cpSync(fromRoot(made), path.join(copy, made), { recursive: true, preserveTimestamps: true });
  }
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
