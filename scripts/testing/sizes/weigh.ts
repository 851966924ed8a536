import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** What a browser fetches for a page: at once, and all that code of the page may fetch later. */
type RouteFiles = { route: string; atOnce: readonly string[]; later: readonly string[] };

const CHUNK = /static\/chunks\/[\w~.%()[\]-]+\.(?:js|css)/g;
/** Where `next build` writes which scripts a page loads at once: its own and those of its layouts. */
const STATS = "diagnostics/route-bundle-stats.json";

/**
 * Reads which files the pages of a build load: scripts by Next's own figures, styles from the manifest of the page; what is
 * loaded later is found by the names of chunks within chunks.
 * @param buildDir The folder `.next`.
 * @param routes "/" and the like.
 * @throws When a page is not in them: a gate that read nothing must not pass.
 */
export function readRoutes(buildDir: string, routes: readonly string[]): readonly RouteFiles[] {
  const stats: { route: string; firstLoadChunkPaths: string[] }[] = JSON.parse(readBuilt(buildDir, STATS));
  return routes.map((route) => {
    const paths = stats.find((row) => row.route === route)?.firstLoadChunkPaths.join(" ") ?? "";
    const scripts = paths.match(CHUNK) ?? [];
    if (scripts.length === 0) throw new Error(`${buildDir}/${STATS} names no scripts of ${route}.`);
    const manifest = readBuilt(buildDir, path.join("server/app", route, "page_client-reference-manifest.js"));
    const styles = manifest.match(CHUNK)?.filter((name) => name.endsWith(".css")) ?? [];
    const atOnce = [...new Set([...scripts, ...styles])];
    return { route, atOnce, later: findLater(buildDir, atOnce) };
  });
}

function findLater(buildDir: string, atOnce: readonly string[]): readonly string[] {
  const found = new Set(atOnce);
  const open = [...atOnce];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const place = path.join(buildDir, file);
    if (!file.endsWith(".js") || !existsSync(place)) continue;
    for (const [name] of readFileSync(place, "utf8").matchAll(CHUNK)) {
      if (found.has(name) || !existsSync(path.join(buildDir, name))) continue;
      found.add(name);
      open.push(name);
    }
  }
  return [...found].filter((file) => !atOnce.includes(file));
}

function readBuilt(buildDir: string, name: string): string {
  const file = path.join(buildDir, name);
  if (!existsSync(file)) throw new Error(`${file} is missing: build first (npm run build).`);
  return readFileSync(file, "utf8");
}

/** Gzip sizes in bytes. */
export type Weight = { route: string; atOnce: number; all: number };

/** Most that a page may weigh, in kB (1,000 bytes) of gzip. */
export type Budget = Readonly<Record<string, { atOnceKb: number; allKb: number }>>;

/** Weighs what pages load. A file that two pages share is weighed for both: each player loads one page first. */
export function weigh(buildDir: string, routes: readonly RouteFiles[]): readonly Weight[] {
  const sizeOf = (file: string) => gzipSync(readFileSync(path.join(buildDir, file)), { level: 9 }).length;
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
