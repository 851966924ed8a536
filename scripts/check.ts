// npm run check: everything that can be known without running the product. With --changed only what differs from the last
// commit, with --staged only what the next one changes.
import { parseArgs } from "node:util";
import { runSteps } from "./check/runSteps.ts";
import { lanes } from "./check/steps.ts";
import { changedFiles, stagedFiles } from "./testing/files.ts";

const { values } = parseArgs({ options: { changed: { type: "boolean" }, staged: { type: "boolean" } } });
const changed = values.staged ? stagedFiles() : values.changed ? changedFiles() : undefined;
const beganMs = performance.now();
const { passed, failed } = await runSteps(lanes, changed, (text) => process.stdout.write(text));

if (changed?.length === 0) console.log("Nothing is changed.");
console.log(`\n${((performance.now() - beganMs) / 1000).toFixed(1)} s`);
console.log(`check: ${passed} passed, ${failed.length} failed`);
for (const name of failed) console.log(`  failed: ${name}`);
process.exitCode = failed.length > 0 ? 1 : 0;
