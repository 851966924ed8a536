// Finds a Chromium for the stories, or gets one.
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { bin } from "../stack/paths.ts";
import { aptInstall, hasApt, runShown } from "./apt.ts";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** CHROMIUM_PATH, else the one that Playwright has installed, else the system's. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH is '${named}', and there is no such file.`);
  return [named, chromium.executablePath(), ...SYSTEM].find((file) => file && existsSync(file));
}

/** Installs one where there is none: from Debian's packages where that is possible, else Playwright's own build. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log("There is no Chromium yet: installing one.");
  const install = () => runShown(process.execPath, bin("@playwright/test", "playwright"), "install", "chromium");
  for (const attempt of hasApt() ? [() => aptInstall("chromium"), install] : [install]) {
    const installed = attempt() && findChromium();
    if (installed) return installed;
  }
  throw new Error(
    [
      "No Chromium could be installed. The stories need one:",
      "  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y chromium",
      "  elsewhere:       npx playwright install chromium",
      "  or name yours:   CHROMIUM_PATH=/path/to/chrome npm test",
    ].join("\n"),
  );
}
