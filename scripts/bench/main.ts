// npm run bench: how long a frame takes, quiet and while blocks arrive. It reports and never judges: machines differ.
import { cpus } from "node:os";
import { chromium } from "@playwright/test";
import { ensureChromium } from "../setup/chromium.ts";
import { describeFrames, percentile, readFrames } from "./frames.ts";
import { serveBench } from "./serve.ts";

const PLAYERS = 50;
const WARM_MS = 3_000;
const PART_MS = 6_000;
/** Quiet and busy take turns, so that what else the machine does meets both alike. */
const TURNS = 3;

type Bench = { measure: (durationMs: number, blocks: boolean) => Promise<number[]> };

const executablePath = ensureChromium();
const { url, page: html, close } = await serveBench();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  chromiumSandbox: process.getuid?.() !== 0,
});
console.log(
  `${PLAYERS} players in view, island of 64 x 64, ${cpus().length} cores, 1280 x 800; WebGL is emulated where there is no graphics card\n`,
);
console.log(
  `${"frame time in ms".padEnd(28)} ${"p50".padStart(7)} ${"p95".padStart(7)} ${"p99".padStart(7)} frames/s  frames`,
);
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
    console.log(describeFrames(`${renderer}, quiet`, readFrames(quiet)));
    console.log(describeFrames(`${renderer}, blocks arrive`, readFrames(busy)));
    const ratio = (share: number) => (percentile(busy, share) / percentile(quiet, share)).toFixed(2);
    console.log(
      `${"blocks : quiet".padEnd(28)} ${[0.5, 0.95, 0.99].map((share) => ratio(share).padStart(7)).join(" ")}\n`,
    );
    await page.close();
  }
} finally {
  await browser.close();
  close();
}
