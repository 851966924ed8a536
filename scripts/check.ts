// npm run check: everything that can be known without running the product. With --changed only what differs from the last
// commit, with --staged only what the next one changes.
import { parseArgs } from "node:util";
import { filesOf, plan, runStep } from "./check/steps.ts";
import type { Show } from "./stack/run.ts";
import { changedFiles, stagedFiles } from "./testing/files.ts";
import { runPlan } from "./testing/plan.ts";

const { values } = parseArgs({ options: { changed: { type: "boolean" }, staged: { type: "boolean" } } });
const changed = values.staged ? stagedFiles() : values.changed ? changedFiles() : undefined;
const filesOfStep = (name: string) => filesOf(name, changed ?? []);
const beganMs = performance.now();
const runPart = async (name: string, show: Show) => {
  const isFine = await runStep(name, show, filesOfStep(name));
  return { passed: Number(isFine), failed: Number(!isFine) };
};
const isChosen = (name: string) => !changed || filesOfStep(name).length > 0;
const { passed, failed } = await runPlan(plan, runPart, { isBrief: true, isChosen });

if (changed?.length === 0) console.log("Nothing is changed.");
console.log(`\n${((performance.now() - beganMs) / 1000).toFixed(1)} s`);
console.log(`check: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
