// npm run hooks: has git run `npm run check -- --staged` before each commit. With --off no longer.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const FOLDER = "scripts/hooks";
const { values } = parseArgs({ options: { off: { type: "boolean" } } });
const git = (...args) => spawnSync("git", ["config", "--local", ...args], { encoding: "utf8" });
const current = git("--get", "core.hooksPath").stdout.trim();

if (current !== "" && current !== FOLDER) {
  console.error(
    `core.hooksPath is '${current}' already, and stays. To use both, call ${FOLDER}/pre-commit from there.`,
  );
  process.exitCode = 1;
} else if (values.off) {
  if (current === FOLDER) git("--unset", "core.hooksPath");
  console.log("Git runs nothing of ours before a commit.");
} else {
  process.exitCode = git("core.hooksPath", FOLDER).status ?? 1;
  console.log(`Before each commit git runs 'npm run check -- --staged' now. Off again: npm run hooks -- --off`);
}
