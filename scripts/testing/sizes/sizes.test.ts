import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readRoutes } from "./readRoutes";
import { findOverweight, weigh } from "./weigh";

let buildDir: string;

const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(buildDir, file)), { recursive: true });
  writeFileSync(path.join(buildDir, file), text);
};
/** Text that gzip cannot make much smaller. */
const weighty = (bytes: number) =>
  `"${randomBytes(bytes)
    .toString("latin1")
    .replace(/["\\\n]/g, "x")}"`;
const manifest = (name: string, scripts: readonly string[], styles: readonly string[] = []) =>
  write(
    `server/app/${name}_client-reference-manifest.js`,
    `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {};\nglobalThis.__RSC_MANIFEST["/x"] = ${JSON.stringify({
      entryJSFiles: { "[project]/app/page": scripts },
      entryCSSFiles: { "[project]/app/page": styles.map((each) => ({ path: each })) },
    })};`,
  );

beforeEach(() => {
  buildDir = mkdtempSync(path.join(tmpdir(), "hourglass-sizes-"));
  write("build-manifest.json", JSON.stringify({ rootMainFiles: ["static/chunks/root.js"], polyfillFiles: [] }));
  write("static/chunks/root.js", "root()");
  write("static/chunks/page.js", "page()");
  write("static/chunks/play.js", 'load("static/chunks/engine.js")');
  write("static/chunks/engine.js", `engine(${weighty(20_000)})`);
  write("static/chunks/look.css", "a{color:red}");
  manifest("page", ["static/chunks/page.js"], ["static/chunks/look.css"]);
  manifest("play/page", ["/_next/static/chunks/play.js"]);
});
afterEach(() => rmSync(buildDir, { recursive: true, force: true }));

const budget = { "/": { atOnceKb: 1, allKb: 1 }, "/play": { atOnceKb: 1, allKb: 60 } };
const check = () => findOverweight(weigh(buildDir, readRoutes(buildDir, ["/", "/play"])), budget);

describe("the sizes of pages", () => {
  it("tells what is loaded at once from what is loaded later", () => {
    expect(readRoutes(buildDir, ["/", "/play"])).toEqual([
      {
        route: "/",
        atOnce: ["static/chunks/root.js", "static/chunks/page.js", "static/chunks/look.css"],
        later: [],
      },
      {
        route: "/play",
        atOnce: ["static/chunks/root.js", "static/chunks/play.js"],
        later: ["static/chunks/engine.js"],
      },
    ]);
    expect(check()).toEqual([]);
  });

  it("reports a page that grew too heavy at once", () => {
    write("static/chunks/page.js", weighty(5_000));
    expect(check()).toEqual([
      expect.stringMatching(/^\/ loads at once [\d.]+ kB; allowed are 1 kB\.$/),
      expect.any(String),
    ]);
  });

  it("reports an engine that crept into the first page", () => {
    write("static/chunks/page.js", 'load("static/chunks/engine.js")');
    expect(check()).toEqual([expect.stringMatching(/^\/ loads in all/)]);
  });

  it("reports a page without a budget", () => {
    expect(findOverweight(weigh(buildDir, readRoutes(buildDir, ["/"])), {})).toHaveLength(1);
  });

  it("refuses a build that it cannot read", () => {
    expect(() => readRoutes(buildDir, ["/gone"])).toThrow(/not in this build/);
    write("build-manifest.json", "{}");
    expect(() => readRoutes(buildDir, ["/"])).toThrow(/rootMainFiles/);
    rmSync(path.join(buildDir, "build-manifest.json"));
    expect(() => readRoutes(buildDir, ["/"])).toThrow(/build first/);
  });
});
