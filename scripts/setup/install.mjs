// Runs before anything is installed: built-in modules only.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { requireNode } from "./node.mjs";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../..");

const lockfile = (folder) => path.join(folder, "package-lock.json");
const record = (folder) => path.join(folder, "node_modules/.hourglass-lockfile");
const hashOf = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");

/**
 * npm leaves a copy of the lockfile where it installed: newer than ours, all is as it should be. A lockfile that was
 * only touched (a git checkout does that) is told by its hash, which we write down after we installed.
 */
export function isInstalled(folder = root) {
  const marker = path.join(folder, "node_modules/.package-lock.json");
  if (!existsSync(marker)) return false;
  if (statSync(marker).mtimeMs >= statSync(lockfile(folder)).mtimeMs) return true;
  return existsSync(record(folder)) && readFileSync(record(folder), "utf8") === hashOf(lockfile(folder));
}

/** What each command of ours begins with: Node, the packages, and then TypeScript can be imported. */
export async function prepare() {
  requireNode();
  install();
  const { register } = await import("tsx/esm/api");
  register();
}

/** Installs what the lockfile names, when it is not installed yet. Needs the network only then. */
function install() {
  if (isInstalled()) return;
  const isFirst = !existsSync(path.join(root, "node_modules"));
  console.log(
    isFirst ? "First start: installing the packages (1.3 GB, a minute or two)." : "The lockfile changed: installing.",
  );
  // Not `npm ci` over an old folder that is in use: `install` keeps to the lockfile too, and changes only what differs.
  const args = isFirst ? ["ci"] : ["install", "--no-save"];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, error } = spawnSync(npm, [...args, "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status === 0) {
    writeFileSync(record(root), hashOf(lockfile(root)));
    return;
  }
  console.error(
    `\nThe packages could not be installed${error ? `: ${error.message}` : ` (npm ${args[0]} ended with ${status})`}.`,
  );
  console.error("  This step needs the network, once. Mend what npm says above and try again.");
  console.error("  If it stays broken:  delete the folder node_modules, then 'npm ci'.");
  process.exit(1);
}
