// npm run audit: known holes in what runs in production, as far as the registry tells, and licences that nobody has looked at.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { findLicenceProblems } from "./audit/licences.ts";
import { readAudit } from "./audit/readAudit.ts";
import { fromRoot, root } from "./stack/paths.ts";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const args = ["audit", "--omit=dev", "--json", "--fetch-retries=0", "--fetch-timeout=30000"];
const { stdout, error } = spawnSync(npm, args, { cwd: root, encoding: "utf8" });
if (error) throw error;
const { words, isBlocking } = readAudit(stdout);
console.log(words);
const problems = findLicenceProblems(JSON.parse(readFileSync(fromRoot("package-lock.json"), "utf8")));
for (const problem of problems) console.error(problem);
console.log(`licences: ${problems.length} to look at`);
process.exitCode = isBlocking || problems.length > 0 ? 1 : 0;
