// npm run audit: known holes in what runs in production, as far as the registry tells. Licences are a step of `npm run check`.
import { spawnSync } from "node:child_process";
import { readAudit } from "./audit/readAudit.ts";
import { root } from "./stack/paths.ts";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const args = ["audit", "--omit=dev", "--json", "--fetch-retries=0", "--fetch-timeout=30000"];
const { stdout, error } = spawnSync(npm, args, { cwd: root, encoding: "utf8" });
if (error) throw error;
const { words, isBlocking } = readAudit(stdout);
console.log(words);
process.exitCode = isBlocking ? 1 : 0;
