import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { fromRoot } from "@/scripts/stack/paths";

/** What the server hands to browsers as it is: chunks, styles, pages rendered ahead, public files. */
const PLACES = [
  { folder: ".next/static", endings: undefined },
  { folder: ".next/server/app", endings: [".html", ".rsc", ".body"] },
  { folder: "public", endings: undefined },
];

/** Packages whose code is in the build. What stands in one of them is known to everybody. */
const PACKAGES = [
  ...["viem", "ox", "@noble/curves", "@noble/hashes", "wagmi", "@wagmi/core", "phaser"],
  ...["@walletconnect/relay-auth", "@walletconnect/utils"],
];

export type ServedFile = { name: string; text: string };

/**
 * All files that a browser may read, as text; in pictures too, a key would be text.
 * @returns The files, by their paths from the root.
 * @throws Error when there is no build.
 */
export function readServedFiles(): ServedFile[] {
  if (!existsSync(fromRoot(".next/BUILD_ID"))) throw new Error("There is no production build to look into.");
  return PLACES.flatMap(({ folder, endings }) =>
    listFiles(fromRoot(folder))
      .filter((file) => endings === undefined || endings.some((ending) => file.endsWith(ending)))
      .map((file) => ({ name: path.relative(fromRoot(), file), text: readFileSync(file, "latin1") })),
  );
}

/**
 * Which of these numbers stand in the source of a package of the build: curves, magic values, topics of standard events.
 * @param digits 64 hexadecimal digits each, lowercase.
 * @returns Those that do.
 */
export function findPublished(digits: ReadonlySet<string>): Set<string> {
  const published = new Set<string>();
  for (const name of PACKAGES) {
    for (const file of listFiles(fromRoot("node_modules", name)).filter((each) => /\.[cm]?js$/.test(each))) {
      const text = readFileSync(file, "latin1").toLowerCase();
      for (const number of digits) if (!published.has(number) && text.includes(number)) published.add(number);
    }
  }
  return published;
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}
