import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { packKit } from "../../pack/pack.ts";
import { createOutside, VIEM, WAGMI } from "./outside.ts";
import { startRegistry } from "./registry.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Path of the tarball; a folder with only viem and the kit; one with wagmi and React too. */
    kit: { tarball: string; plain: string; withWagmi: string };
  }
}

/** Packs once, and installs the tarball into two folders outside the workspace. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const packed = mkdtempSync(path.join(tmpdir(), "session-tarball-"));
  const tarball = packKit(packed);
  // TypeScript is not installed there, but npm needs to know optional peers too.
  const registry = await startRegistry([...VIEM, ...WAGMI, "@noble/curves", "typescript"]);
  try {
    const plain = await createOutside(tarball, VIEM, registry);
    const withWagmi = await createOutside(tarball, WAGMI, registry);
    project.provide("kit", { tarball, plain, withWagmi });
    return async () => {
      for (const folder of [packed, plain, withWagmi]) await rm(folder, { recursive: true, force: true });
    };
  } finally {
    registry.close();
  }
}
