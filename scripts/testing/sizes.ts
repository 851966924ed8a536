// npm run sizes: what the pages of the newest build weigh, and the session kit without its peers, against what they may.
import { readFileSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";
import { readRoutes } from "./sizes/readRoutes.ts";
import { type Budget, findOverweight, weigh } from "./sizes/weigh.ts";
import { weighKit } from "./sizes/weighKit.ts";

const buildDir = fromRoot(".next");
const budget: Budget = JSON.parse(readFileSync(fromRoot("scripts/testing/sizes/budget.json"), "utf8"));
const routes = Object.keys(budget).filter((name) => name.startsWith("/"));
const weights = [...weigh(buildDir, readRoutes(buildDir, routes)), ...(await weighKit())];
const kb = (bytes: number) => Number((bytes / 1_000).toFixed(1));
const rows = weights.map(({ route, atOnce, all }) => {
  const { atOnceKb, allKb } = budget[route] ?? {};
  return [route, { "kB at once": kb(atOnce), allowed: atOnceKb, "in all": kb(all), "allowed in all": allKb }];
});
console.table(Object.fromEntries(rows));
const problems = findOverweight(weights, budget);
for (const problem of problems) console.error(problem);
console.log(`sizes: ${weights.length} passed, ${problems.length} failed`);
process.exitCode = problems.length > 0 ? 1 : 0;
