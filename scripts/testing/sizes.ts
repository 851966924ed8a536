// npm run sizes: what the pages of the newest build weigh, and the session kit without its peers, against what they may.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { fromRoot } from "../stack/paths.ts";
import { type Budget, findOverweight, readRoutes, type Weight, weigh } from "./sizes/weigh.ts";

/** The README's ten lines, as a page has them. */
const TEN_LINES = `
  import { allow, createSessions, deviceOwner } from "@hourglass/session";
  export const play = async (world, permission, call) => {
    const sessions = createSessions(world);
    const session = await sessions.open({ owner: deviceOwner(), permissions: [allow(permission)], limits: { calls: 50 } });
    return session.writeContract(call);
  };`;
/** What each of the other doors adds to a page that has the ten lines. */
const DOORS: Readonly<Record<string, string>> = {
  passkey: `export * from "@hourglass/session/passkey";`,
  wagmi: `export * from "@hourglass/session/wagmi";`,
  react: `export * from "@hourglass/session/react";`,
};
/** What a product has beside the kit. */
const PEERS = ["viem", "wagmi", "react"];

/**
 * Weighs the kit as a page loads it: minified, without its peers.
 * @returns A row for the ten lines, and one for what each door adds to them, in bytes of gzip.
 */
async function weighKit(): Promise<readonly Weight[]> {
  const tenLines = await weighSource(TEN_LINES);
  const added = await Promise.all(
    Object.entries(DOORS).map(async ([door, source]) =>
      toWeight(door, (await weighSource(TEN_LINES + source)) - tenLines),
    ),
  );
  return [toWeight("ten lines", tenLines), ...added];
}

const toWeight = (name: string, bytes: number): Weight => ({ route: `kit: ${name}`, atOnce: bytes, all: bytes });

async function weighSource(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fromRoot(), loader: "js" },
    ...{ bundle: true, minify: true, write: false, format: "esm", target: "es2022", logLevel: "error" },
    jsxImportSource: "react",
    external: PEERS.flatMap((name) => [name, `${name}/*`]),
  });
  const [output] = outputFiles;
  if (!output || output.contents.length < 1_000) throw new Error("The kit was bundled to nothing.");
  return gzipSync(output.contents, { level: 9 }).length;
}

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
