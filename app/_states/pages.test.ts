import { pathToFileURL } from "node:url";
// How Next.js itself finds the pages of a build.
import { collectAppFiles } from "next/dist/build/route-discovery.js";
import { createValidFileMatcher } from "next/dist/server/lib/find-page-file.js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";

let reads = 0;

async function readPages(): Promise<readonly string[]> {
  // Read anew each time: it looks at the environment.
  const file = `${pathToFileURL(fromRoot("next.config.mjs"))}?${reads++}`;
  const { default: config } = (await import(/* @vite-ignore */ file)) as { default: { pageExtensions: string[] } };
  const folder = fromRoot("app");
  const { appPaths } = await collectAppFiles(folder, createValidFileMatcher(config.pageExtensions, folder));
  return appPaths;
}

const gallery = ["/states/[name]/page.states.tsx", "/states/page.states.tsx"];
const isOfStates = (file: string) => file.includes("states");

beforeEach(() => vi.stubEnv("HOURGLASS_STATES", undefined));
afterEach(() => vi.unstubAllEnvs());

test("a build has no page of the gallery, and all others", async () => {
  const pages = await readPages();
  expect(pages.filter(isOfStates)).toEqual([]);
  expect(pages).toContain("/play/page.tsx");
  expect(pages).toContain("/api/config/route.ts");
});

test("a build with HOURGLASS_STATES=1 has the gallery, and otherwise the same pages", async () => {
  const usual = await readPages();
  vi.stubEnv("HOURGLASS_STATES", "1");
  const pages = await readPages();
  expect(pages.filter(isOfStates).toSorted()).toEqual(gallery);
  expect(pages.filter((file) => !isOfStates(file))).toEqual(usual);
});
