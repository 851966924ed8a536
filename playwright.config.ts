import path from "node:path";
import { defineConfig } from "@playwright/test";
import { world } from "./e2e/testing/world.ts";
import { findChromium } from "./scripts/setup/chromium.ts";

const { ports, controlPort, dataDir, relayPort } = world;
const executablePath = findChromium();

// What the stories know of their world; workers inherit it.
Object.assign(process.env, {
  E2E_RPC_URL: `http://127.0.0.1:${ports.rpc}`,
  E2E_BUNDLER_URL: `http://127.0.0.1:${ports.bundler}`,
  E2E_CONTROL_URL: `http://127.0.0.1:${controlPort}`,
  E2E_RELAY_PORT: String(relayPort),
  E2E_DEPLOYMENT_FILE: path.join(dataDir, "31337.json"),
});

export default defineConfig({
  testDir: "e2e",
  outputDir: path.join("test-results", path.basename(dataDir)),
  // One world, with a clock and parts that stories stop: they play one after the other. `npm test` makes one for each half of them.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // A story on a busy machine with two cores and a browser that draws without a graphics card.
  timeout: 300_000,
  expect: { timeout: 40_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "test-results/playwright.json" }],
  ],
  use: {
    // Not the number: passkeys and WebCrypto want a secure context, which localhost is.
    baseURL: `http://localhost:${ports.app}`,
    screenshot: "on",
    // Recording costs a busy machine as much as the game itself. Ask for it: E2E_TRACE=1.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Chromium refuses its sandbox to root.
      chromiumSandbox: process.getuid?.() !== 0 && !process.env.CI,
      args: ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
  projects: [
    { name: "desktop", grepInvert: /@phone/, use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
      grepInvert: /@anySize/,
      // What these are about is the same at every size.
      testIgnore: [
        ...["browsers", "contentPolicy", "endedKey", "hostileWallet", "injectedSession"],
        ...["lateWallet", "newWorld", "reorganised", "translated"],
      ].map((story) => `**/${story}.spec.ts`),
      use: {
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
        deviceScaleFactor: 2,
        // One of the two plays as those do who asked their device for less motion.
        contextOptions: { reducedMotion: "reduce" },
      },
    },
  ],
  webServer: {
    command: `"${process.execPath}" --import tsx e2e/testing/stack.ts`,
    port: controlPort,
    reuseExistingServer: false,
    timeout: 300_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
  },
});
