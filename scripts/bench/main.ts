// npm run bench: how long a frame takes, quiet and while blocks arrive. It reports and never judges: machines differ.
import { cpus } from "node:os";
import { chromium } from "@playwright/test";
import { ensureChromium } from "../setup/chromium.ts";
import { percentile } from "../testing/percentile.ts";
import { serveBench } from "./serve.ts";

const PLAYERS = 50;
const WARM_MS = 3_000;
const PART_MS = 6_000;
/** Quiet and busy take turns, so that what else the machine does meets both alike. */
const TURNS = 3;

type Bench = { measure: (durationMs: number, blocks: boolean) => Promise<number[]> };

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

const executablePath = ensureChromium();
const { url, page: html, close } = await serveBench();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  chromiumSandbox: process.getuid?.() !== 0,
});
console.log(`${PLAYERS} players in view, island of 64 x 64, ${cpus().length} cores, 1280 x 800, frame times in ms`);
console.log("WebGL is emulated where there is no graphics card");
try {
  for (const renderer of ["canvas", "webgl"] as const) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on("pageerror", (error) => console.error(error));
    await page.route(
      (address) => address.pathname === "/",
      (route) => route.fulfill({ contentType: "text/html", body: html }),
    );
    await page.goto(`${url}?renderer=${renderer}&players=${PLAYERS}`);
    await page.waitForSelector("canvas[aria-busy=false]");
    const run = (durationMs: number, blocks: boolean) =>
      page.evaluate(([ms, withBlocks]) => (window as unknown as { bench: Bench }).bench.measure(ms, withBlocks), [
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
    const ratio = (percent: number) => (percentile(busy, percent) ?? Number.NaN) / (percentile(quiet, percent) ?? 1);
    console.table({
      [`${renderer}, quiet`]: readFrames(quiet),
      [`${renderer}, blocks arrive`]: readFrames(busy),
      "blocks : quiet": rowOf(ratio),
    });
    await page.close();
  }
} finally {
  await browser.close();
  close();
}
