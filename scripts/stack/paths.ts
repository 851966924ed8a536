import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, "../..");

export const fromRoot = (...parts: string[]) => path.join(root, ...parts);

/** Arguments for Node to run a TypeScript file of ours, from wherever. */
export const tsxArgs = (file: string): string[] => [
  "--import",
  pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm")).href,
  fromRoot(file),
];
