import { readdirSync } from "node:fs";
import path from "node:path";
import { readText } from "../deployed.ts";
import type { Sources } from "./compiler.ts";

export type SourceTree = ReturnType<typeof createSourceTree>;

const IMPORT = /^\s*import\s+(?:[^"';]*?from\s+)?["']([^"']+)["']/gm;

/** Solidity files under one root, with all that they import. */
export function createSourceTree(root: string, remappings: readonly string[]) {
  const texts = new Map<string, string | undefined>();
  const rules = remappings.map((rule) => rule.split("=") as [prefix: string, target: string]);

  const fromDisk = (file: string) => readText(path.join(root, file));
  const read = (file: string): string | undefined => {
    if (!texts.has(file)) texts.set(file, fromDisk(file));
    return texts.get(file);
  };
  const resolve = (name: string, from: string): string => {
    if (name.startsWith(".")) return path.posix.join(path.posix.dirname(from), name);
    const rule = rules.find(([prefix]) => name.startsWith(prefix));
    return rule ? `${rule[1]}${name.slice(rule[0].length)}` : name;
  };
  const add = (file: string, sources: Sources): void => {
    const content = read(file);
    if (sources[file] || content === undefined) return;
    sources[file] = { content };
    for (const [, name = ""] of content.matchAll(IMPORT)) add(resolve(name, file), sources);
  };

  return {
    /** Text of a file; undefined when there is none. Kept until `forget`. */
    read,
    /** Files and all that they import, directly or not; what is not there is left out, for the compiler to say so. */
    closure: (files: readonly string[]) => {
      const sources: Sources = {};
      for (const file of files) add(file, sources);
      return sources;
    },
    /** Whether a file has another text by now, or came or went. */
    isStale: (file: string) => fromDisk(file) !== read(file),
    /** Reads these files anew when they are asked for again. */
    forget: (files: readonly string[]) => {
      for (const file of files) texts.delete(file);
    },
  };
}

/** Files below a folder, from the root on. */
export function filesIn(root: string, folder: string, ending: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.posix.join(folder, file.replaceAll("\\", "/")));
}
