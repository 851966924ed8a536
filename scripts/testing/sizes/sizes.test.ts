import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { newFolder } from "../../stack/newFolder";
import { findOverweight, readRoutes, weigh } from "./weigh";

let buildDir: string;

const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(buildDir, file)), { recursive: true });
  writeFileSync(path.join(buildDir, file), text);
};
/** Text that gzip cannot make much smaller. */
const weighty = (bytes: number) => `"${randomBytes(bytes).toString("base64")}"`;
const stats = (...routes: [route: string, ...chunks: string[]][]) => {
  const rows = routes.map(([route, ...names]) => {
    return { route, firstLoadChunkPaths: names.map((name) => `.next/static/chunks/${name}`) };
  });
  write("diagnostics/route-bundle-stats.json", JSON.stringify(rows));
};

beforeEach(() => {
  const made = newFolder("sizes");
  buildDir = made.folder;
  stats(["/", "root.js", "page.js"], ["/play", "root.js", "play.js"]);
  write("static/chunks/root.js", "root()");
  write("static/chunks/page.js", "page()");
  write("static/chunks/play.js", 'load("static/chunks/engine.js")');
  write("static/chunks/engine.js", `engine(${weighty(20_000)})`);
  write("static/chunks/look.css", "a{color:red}");
  write("server/app/page_client-reference-manifest.js", '{"path":"static/chunks/look.css"},"static/chunks/play.js"');
  write("server/app/play/page_client-reference-manifest.js", "");
  return made.remove;
});

const budget = { "/": { atOnceKb: 1, allKb: 1 }, "/play": { atOnceKb: 1, allKb: 60 } };
const check = (budgets = budget) => findOverweight(weigh(buildDir, readRoutes(buildDir, ["/", "/play"])), budgets);

test("what is loaded at once is told from what is loaded later", () => {
  const [root, page, play] = ["root.js", "page.js", "play.js"].map((name) => `static/chunks/${name}`);
  expect(readRoutes(buildDir, ["/", "/play"])).toEqual([
    { route: "/", atOnce: [root, page, "static/chunks/look.css"], later: [] },
    { route: "/play", atOnce: [root, play], later: ["static/chunks/engine.js"] },
  ]);
  expect(check()).toEqual([]);
});

test("a page that grew too heavy, an engine that crept into the first page, and a page without a budget are reported", () => {
  write("static/chunks/page.js", weighty(5_000));
  expect(check()[0]).toMatch(/^\/ loads at once [\d.]+ kB; allowed are 1 kB\.$/);
  write("static/chunks/page.js", 'load("static/chunks/engine.js")');
  expect(check()).toEqual([expect.stringMatching(/^\/ loads in all/)]);
  expect(findOverweight(weigh(buildDir, readRoutes(buildDir, ["/"])), {})).toHaveLength(1);
});

test("a build that cannot be read is refused", () => {
  expect(() => readRoutes(buildDir, ["/gone"])).toThrow("names no scripts of /gone");
  stats(["/"], ["/watch", "root.js"]);
  expect(() => readRoutes(buildDir, ["/"])).toThrow("names no scripts of /.");
  expect(() => readRoutes(buildDir, ["/watch"]), "no manifest of the page").toThrow("build first");
  rmSync(path.join(buildDir, "diagnostics"), { recursive: true });
  expect(() => readRoutes(buildDir, ["/"])).toThrow("build first");
});
