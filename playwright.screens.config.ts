import { defineConfig } from "@playwright/test";
import stories from "./playwright.config.ts";

const touch = { hasTouch: true, isMobile: true, deviceScaleFactor: 1 } as const;

/** Takes the pictures of docs/screens (npm run screens). The world is that of the stories. */
export default defineConfig({
  ...stories,
  testMatch: "**/*.shots.ts",
  outputDir: "test-results/screens",
  reporter: [["list"]],
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 800 } } },
    { name: "tablet", use: { viewport: { width: 768, height: 1024 }, ...touch } },
    { name: "phone", use: { viewport: { width: 390, height: 844 }, ...touch } },
    { name: "landscape", use: { viewport: { width: 844, height: 390 }, ...touch } },
  ],
});
