/** The parts of a package.json that packing reads and writes. */
export type Manifest = {
  name: string;
  version: string;
  exports: Record<string, string>;
  devDependencies?: Record<string, string>;
  [field: string]: unknown;
};

/** An export for Node and TypeScript. */
export type Door = { types: string; default: string };

/**
 * The manifest of the tarball: its exports point to the build, and there is a command. Inside the repository they point to the
 * sources, which npm cannot exchange when publishing.
 * @param manifest The manifest of the sources.
 * @returns The manifest of the tarball.
 */
export function toPackedManifest({ devDependencies: _ours, exports, ...manifest }: Manifest) {
  return {
    ...manifest,
    bin: { "hourglass-session": "bin/hourglass-session.js" },
    exports: {
      ...Object.fromEntries(Object.entries(exports).map(([door, source]) => [door, toDoor(source)])),
      "./package.json": "./package.json",
    },
  };
}

/**
 * The files of an export in the tarball.
 * @param source `./src/wagmi/index.ts`.
 * @returns `./dist/wagmi/index.js` and its types.
 * @throws Error if it is not a TypeScript file of `src`.
 */
export function toDoor(source: string): Door {
  const [, stem] = /^\.\/src\/(.+)\.tsx?$/.exec(source) ?? [];
  if (!stem) throw new Error(`An export points to ${source}; allowed: a TypeScript file below ./src.`);
  return { types: `./dist/${stem}.d.ts`, default: `./dist/${stem}.js` };
}
