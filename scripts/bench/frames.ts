import { cpus } from "node:os";
import { type Browser, chromium } from "@playwright/test";
import { context } from "esbuild";
import type { Figure } from "../../app/_bench/figure";
import { ensureChromium } from "../setup/chromium.ts";
import { fromRoot, root } from "../stack/paths.ts";
import { percentile } from "../testing/percentile.ts";

const PLAYERS = 50;
const WARM_MS = 3_000;
const PART_MS = 6_000;
/** Quiet and busy take turns, so that what else the machine does meets both alike. */
const TURNS = 3;

type FrameBench = { measure: (durationMs: number, blocks: boolean) => Promise<number[]> };

const SHARES = { p50: 50, p95: 95, p99: 99 };
const rowOf = (read: (percent: number) => number) =>
  Object.fromEntries(Object.entries(SHARES).map(([name, percent]) => [name, Number(read(percent).toFixed(2))]));

/** A row of the table: frame times in milliseconds, and frames per second from the time they took. */
function readFrames(samples: readonly number[]) {
  const seconds = samples.reduce((sum, each) => sum + each, 0) / 1000;
  const perSecond = Number((samples.length / seconds).toFixed(1));
  return {
    ...rowOf((percent) => percentile(samples, percent) ?? Number.NaN),
    "frames/s": perSecond,
    frames: samples.length,
  };
}

const HTML = `<!doctype html><meta charset="utf-8"><title>Hourglass, bench</title><link rel="icon" href="data:,">
<style>html,body{margin:0;height:100%;background:#0d0c22}#game{position:absolute;inset:0;overflow:hidden}
#map{position:absolute;top:12px;right:12px}#map canvas{width:8rem;image-rendering:pixelated}
.player-names{position:absolute;inset:0;overflow:hidden;pointer-events:none}
.player-name{position:absolute;top:0;left:0;padding:0 6px;border-radius:8px;background:#0d0c22d0;color:#fff9ec;font:600 12px/20px system-ui;white-space:nowrap}
.player-name[hidden]{display:none}</style>
<div id="game"></div><div id="map"></div><script type="module" src="/bench.js"></script>`;

/** Bundles the game as a browser gets it, minified, and serves it beside its pictures; on loopback, on a free port. */
async function serveBench(): Promise<{ url: string; close: () => void }> {
  const bench = await context({
    entryPoints: [fromRoot("scripts/bench/page/main.ts")],
    outfile: fromRoot("public/bench.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    alias: { "@": root },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const { port } = await bench.serve({ servedir: fromRoot("public"), host: "127.0.0.1" });
  return { url: `http://127.0.0.1:${port}/`, close: () => void bench.dispose() };
}

/** How long a frame takes, quiet and while blocks arrive, drawn in both ways. Prints a table of each. */
export async function measureFrames(): Promise<readonly Figure[]> {
  const executablePath = ensureChromium();
  const { url, close } = await serveBench();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  console.log(`${PLAYERS} players in view, island of 64 x 64, ${cpus().length} cores, 1280 x 800, frame times in ms`);
  console.log("WebGL is emulated where there is no graphics card");
  const figures: Figure[] = [];
  try {
    for (const renderer of ["canvas", "webgl"] as const) figures.push(await measureRenderer(browser, url, renderer));
  } finally {
    await browser.close();
    close();
  }
  return figures;
}

async function measureRenderer(browser: Browser, url: string, renderer: "canvas" | "webgl"): Promise<Figure> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("pageerror", (error) => console.error(error));
  await page.route(
    (address) => address.pathname === "/",
    (route) => route.fulfill({ contentType: "text/html", body: HTML }),
  );
  await page.goto(`${url}?renderer=${renderer}&players=${PLAYERS}`);
  await page.waitForSelector("canvas[aria-busy=false]");
  const run = (durationMs: number, blocks: boolean) =>
    page.evaluate(([ms, withBlocks]) => (window as unknown as { bench: FrameBench }).bench.measure(ms, withBlocks), [
      durationMs,
      blocks,
    ] as const);
  await run(WARM_MS, true);
  const quiet: number[] = [];
  const busy: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    quiet.push(...(await run(PART_MS, false)));
    busy.push(...(await run(PART_MS, true)));
  }
  await page.close();
  const ratio = (percent: number) => (percentile(busy, percent) ?? Number.NaN) / (percentile(quiet, percent) ?? 1);
  const rows = { quiet: readFrames(quiet), busy: readFrames(busy) };
  console.table({
    [`${renderer}, quiet`]: rows.quiet,
    [`${renderer}, blocks arrive`]: rows.busy,
    "blocks : quiet": rowOf(ratio),
  });
  return {
    ...{ part: "frames", name: `${renderer}, blocks arrive`, unit: "frames/s", value: rows.busy["frames/s"] },
    baseline: { name: "quiet", value: rows.quiet["frames/s"] },
  };
}
