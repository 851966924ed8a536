import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { vectorFiles } from "./vectorFiles";

test.each(Object.entries(vectorFiles))("game/rules/vectors/%s is what the rules say", (name, render) => {
  const written = readFileSync(new URL(`../../game/rules/vectors/${name}`, import.meta.url), "utf8");
  // Compared as a whole: a diff of 190 kB would hide the message.
  expect(written === render(), "differs; run npx tsx scripts/vectors.ts").toBe(true);
  expect(written.length).toBeLessThan(300_000);
});
