import path from "node:path";

/** The fields of a lockfile's `packages` entry that are read. */
export type LockEntry = {
  version?: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
};
export type Lock = Readonly<Record<string, LockEntry>>;

/**
 * Everything that some packages need to be installed, according to a lockfile.
 * @param lock `packages` of package-lock.json.
 * @param names The packages.
 * @returns Their folders, as `node_modules/viem`, with those of what they depend on; optional ones are left out.
 * @throws Error when one is not installed.
 */
export function closureOf(lock: Lock, names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const open = names.map((name) => find(lock, "", name));
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (found.has(place)) continue;
    found.add(place);
    for (const name of needsOf(lock[place] ?? {})) open.push(find(lock, place, name));
  }
  return [...found].sort();
}

function needsOf({ dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }: LockEntry): string[] {
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  return [...Object.keys(dependencies), ...peers];
}

/** As Node searches: beside the requesting package, then further up. */
function find(lock: Lock, from: string, name: string): string {
  for (let folder = from; ; folder = path.posix.dirname(folder).replace(/\/?node_modules$/, "")) {
    const place = path.posix.join(folder === "." ? "" : folder, "node_modules", name);
    if (lock[place]) return place;
    if (folder === "" || folder === ".")
      throw new Error(`${name} is not installed (asked for by ${from || "the test"}).`);
  }
}
