import { defineConfig } from "@playwright/test";
import stories from "./playwright.config.ts";

/** Measures in the world of the stories (npm run bench). */
export default defineConfig({
  ...stories,
  testMatch: "**/*.bench.ts",
  outputDir: "test-results/bench",
  timeout: 900_000,
  reporter: [["line"]],
  use: { ...stories.use, screenshot: "off" },
  projects: [{ name: "desktop", use: { viewport: { width: 1280, height: 800 } } }],
});
