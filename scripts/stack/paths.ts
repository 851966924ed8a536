import path from "node:path";

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, "../..");

export const fromRoot = (...parts: string[]) => path.join(root, ...parts);
