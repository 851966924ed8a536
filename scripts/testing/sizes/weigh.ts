import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** What a browser fetches for a page: at once, and all that code of the page may fetch later. */
type RouteFiles = { route: string; atOnce: readonly string[]; later: readonly string[] };

const CHUNK = /static\/chunks\/[\w~.%()[\]-]+\.(?:js|css)/g;

/**
 * Reads which files the pages of a build load, from the build's own manifests; what is loaded later is found by the
 * names of chunks within chunks.
 * @param buildDir The folder `.next`.
 * @param routes "/" and the like.
 * @throws When a manifest is missing: a gate that read nothing must not pass.
 */
export function readRoutes(buildDir: string, routes: readonly string[]): readonly RouteFiles[] {
  const { rootMainFiles, polyfillFiles } = readJson(path.join(buildDir, "build-manifest.json"));
  // Polyfills are asked for by old browsers only (nomodule), and are no part of what others load.
  if (!Array.isArray(rootMainFiles) || rootMainFiles.length === 0 || !Array.isArray(polyfillFiles)) {
    throw new Error(`${buildDir}/build-manifest.json names no rootMainFiles; was it made by next build?`);
  }
  return routes.map((route) => {
    const entries = readEntries(buildDir, route);
    const atOnce = [...new Set([...rootMainFiles.map(String), ...entries])];
    return { route, atOnce, later: findLater(buildDir, atOnce) };
  });
}

/** The chunks of a page and of its layouts. */
function readEntries(buildDir: string, route: string): readonly string[] {
  const name = route === "/" ? "page" : `${route.slice(1)}/page`;
  const file = path.join(buildDir, "server/app", `${name}_client-reference-manifest.js`);
  if (!existsSync(file)) throw new Error(`${file} is missing: the page ${route} is not in this build.`);
  // `globalThis.__RSC_MANIFEST["/page"] = {…};`
  const [, json = "{}"] = /__RSC_MANIFEST\["[^"]*"\]\s*=\s*(\{[\s\S]*\});?\s*$/.exec(readFileSync(file, "utf8")) ?? [];
  const { entryJSFiles = {}, entryCSSFiles = {} }: Manifest = JSON.parse(json);
  const scripts = Object.values(entryJSFiles).flat();
  if (scripts.length === 0) throw new Error(`${file} names no scripts of ${route}.`);
  const styles = Object.values(entryCSSFiles).flat();
  return [...scripts, ...styles.map((style) => style.path)].map((chunk) => chunk.replace(/^\/?_next\//, ""));
}

type Manifest = { entryJSFiles?: Record<string, string[]>; entryCSSFiles?: Record<string, { path: string }[]> };

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

function readJson(file: string): Record<string, unknown> {
  if (!existsSync(file)) throw new Error(`${file} is missing: build first (npm run build).`);
  return JSON.parse(readFileSync(file, "utf8"));
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
