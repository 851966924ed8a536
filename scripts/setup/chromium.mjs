// Finds a Chromium for the stories, or gets one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** CHROMIUM_PATH, else the one that Playwright has installed, else the system's. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH is '${named}', and there is no such file.`);
  return [named, chromium.executablePath(), ...SYSTEM].find((file) => file && existsSync(file));
}

/** Installs one where there is none: from Debian's packages where that is possible, else Playwright's own build. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  console.log("There is no Chromium yet: installing one.");
  for (const commands of waysToInstall()) {
    if (commands.every(([command, ...args]) => run(command, args)) && findChromium()) return findChromium();
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

function waysToInstall() {
  const ways = [[[process.execPath, "node_modules/@playwright/test/cli.js", "install", "chromium"]]];
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return ways;
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (...args) => [...sudo, "apt-get", ...args];
  return [[apt("update"), apt("install", "-y", "--no-install-recommends", "chromium")], ...ways];
}

function run(command, args) {
  return (
    spawnSync(command, args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } })
      .status === 0
  );
}
