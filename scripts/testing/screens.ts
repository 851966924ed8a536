// npm run screens: takes the pictures of docs/screens anew, on the newest build, and in test-results/screens one of every state.
import { ensureChromium } from "../setup/chromium.ts";
import { bin } from "./bin.ts";
import { stream } from "./stream.ts";

ensureChromium();
const config = ["--config", "playwright.screens.config.ts"];
const args = [bin("@playwright/test", "playwright"), "test", ...config, ...process.argv.slice(2)];
const { exitCode } = await stream(process.execPath, args);
process.exitCode = exitCode;
