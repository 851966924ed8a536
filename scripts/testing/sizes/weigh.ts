import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { RouteFiles } from "./readRoutes.ts";

/** Gzip sizes in bytes. */
export type Weight = { route: string; atOnce: number; all: number };

/** Most that a page may weigh, in kB (1,000 bytes) of gzip. */
export type Budget = Readonly<Record<string, { atOnceKb: number; allKb: number }>>;

/** Weighs what pages load. A file that two pages share is weighed for both: each player loads one page first. */
export function weigh(buildDir: string, routes: readonly RouteFiles[]): readonly Weight[] {
  const known = new Map<string, number>();
  const sizeOf = (file: string) => {
    const size = known.get(file) ?? gzipSync(readFileSync(path.join(buildDir, file)), { level: 9 }).length;
    known.set(file, size);
    return size;
  };
  const sum = (files: readonly string[]) => files.reduce((total, file) => total + sizeOf(file), 0);
  return routes.map(({ route, atOnce, later }) => ({ route, atOnce: sum(atOnce), all: sum(atOnce) + sum(later) }));
}

/** What is over its budget, or has none, in words. Empty when all is well. */
export function findOverweight(weights: readonly Weight[], budget: Budget): readonly string[] {
  return weights.flatMap(({ route, atOnce, all }) => {
    const allowed = budget[route];
    if (!allowed) return [`${route} has no budget in scripts/testing/sizes/budget.json.`];
    const over = (what: string, bytes: number, kb: number) =>
      bytes > kb * 1_000 ? [`${route} ${what} ${(bytes / 1_000).toFixed(1)} kB; allowed are ${kb} kB.`] : [];
    return [...over("loads at once", atOnce, allowed.atOnceKb), ...over("loads in all", all, allowed.allKb)];
  });
}
