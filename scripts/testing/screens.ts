// npm run screens: takes the pictures of docs/screens anew, on the newest build, and in test-results/screens one of every state.
import { runShown } from "../setup/apt.ts";
import { ensureChromium } from "../setup/chromium.ts";
import { bin } from "../stack/paths.ts";

ensureChromium();
const playwright = [bin("@playwright/test", "playwright"), "test", "--config", "playwright.screens.config.ts"];
process.exitCode = runShown(process.execPath, ...playwright, ...process.argv.slice(2)) ? 0 : 1;
