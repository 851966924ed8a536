import { createHash } from "node:crypto";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { newFolder } from "../stack/newFolder";
import { isInstalled } from "./install.mjs";

let folder: string;
const at = (file: string) => path.join(folder, file);
const write = (file: string, text: string, seconds: number) => {
  writeFileSync(at(file), text);
  utimesSync(at(file), seconds, seconds);
};

beforeEach(() => {
  const made = newFolder("install");
  ({ folder } = made);
  mkdirSync(at("node_modules"));
  write("package-lock.json", "lock", 2_000);
  return made.remove;
});

test("a fresh clone is not installed, an interrupted install neither; what npm installed since the lockfile is", () => {
  expect(isInstalled(folder)).toBe(false);
  write("node_modules/.package-lock.json", "lock", 3_000);
  expect(isInstalled(folder)).toBe(true);
});

test("a lockfile that changed later is not installed; one that was only touched is", () => {
  write("node_modules/.package-lock.json", "lock", 1_000);
  expect(isInstalled(folder)).toBe(false);
  write("node_modules/.hourglass-lockfile", createHash("sha256").update("lock").digest("hex"), 1_000);
  expect(isInstalled(folder)).toBe(true);
});
