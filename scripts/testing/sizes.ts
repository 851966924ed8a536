// npm run sizes: what the pages of the newest build weigh, against what they may.
import { readFileSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";
import { readRoutes } from "./sizes/readRoutes.ts";
import { type Budget, describeWeights, findOverweight, weigh } from "./sizes/weigh.ts";

const buildDir = fromRoot(".next");
const budget: Budget = JSON.parse(readFileSync(fromRoot("scripts/testing/sizes/budget.json"), "utf8"));
const weights = weigh(buildDir, readRoutes(buildDir, Object.keys(budget)));
console.log(describeWeights(weights, budget));
const problems = findOverweight(weights, budget);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
