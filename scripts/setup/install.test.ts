import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { isInstalled } from "./install.mjs";

let folder: string;
const at = (file: string) => path.join(folder, file);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "install-"));
  mkdirSync(at("node_modules"));
  writeFileSync(at("package-lock.json"), "lock");
  utimesSync(at("package-lock.json"), 2_000, 2_000);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeMarker(seconds: number): void {
  writeFileSync(at("node_modules/.package-lock.json"), "lock");
  utimesSync(at("node_modules/.package-lock.json"), seconds, seconds);
}

test("a fresh clone is not installed, an interrupted install neither", () => {
  expect(isInstalled(folder)).toBe(false);
});

test("what npm installed after the lockfile was written is installed", () => {
  writeMarker(3_000);
  expect(isInstalled(folder)).toBe(true);
});

test("a lockfile that changed later is not installed", () => {
  writeMarker(1_000);
  expect(isInstalled(folder)).toBe(false);
});

test("a lockfile that was only touched is installed", () => {
  writeMarker(1_000);
  writeFileSync(at("node_modules/.hourglass-lockfile"), createHash("sha256").update("lock").digest("hex"));
  expect(isInstalled(folder)).toBe(true);
});
