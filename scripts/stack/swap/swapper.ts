import { writeAbiFiles } from "../../abiFiles.ts";
import { type Compiler, SolidityError } from "../solidity/compiler.ts";
import { type ContractName, contractNames, contractTable } from "../solidity/contractTable.ts";
import type { Release } from "../solidity/release.ts";
import { filesIn } from "../solidity/sources.ts";
import { compileQuick, type QuickCode } from "./code.ts";
import { createLiveWorld, makerOf, type WorldPlace } from "./liveWorld.ts";

const SOURCES = "contracts/src";

export type SwapperOptions = WorldPlace & {
  /** Of the sources; ABIs are written below it too. */
  root: string;
  /** What runs, and the sources that it was compiled from. */
  release: Release;
  compiler: Compiler;
};

/** What became of saved sources. */
export type SwapResult = { files: readonly string[] } & (
  | { kind: "wrong" /** Everything is as it was. */; message: string }
  | {
      /** `same`: they make no other code, or none of this world. */
      kind: "same" | "swapped";
      /** Contracts whose code is another one now, behind the same address. */
      swapped: ContractName[];
      /** Why contracts had to be made anew; empty: all stay where they are. */
      fresh: string[];
      /** Only what these do when they are made is another thing: it counts from the next new world on. */
      constructors: ContractName[];
      /** ABI files that were written. */
      abis: string[];
      compileMs: number;
    }
);

export type Swapper = Awaited<ReturnType<typeof createSwapper>>;

/**
 * Brings saved Solidity onto a running local chain: compiles what the change reaches and puts its code behind the same
 * address, with the immutables and the storage that are there. Where storage or immutables are others, makes a new world.
 */
export async function createSwapper(options: SwapperOptions) {
  const { root, release, compiler } = options;
  const { artifacts, tree, profile } = release;
  const quick = { compiler, tree, profile };
  const baseline = await compileQuick(quick, contractNames);
  const world = await createLiveWorld(options, artifacts, baseline);
  let latest: QuickCode = baseline;
  /** Saved and not on the chain: what does not compile waits for what mends it. */
  const pending = new Set<string>();
  const readReached = () => contractNames.map((name) => new Set(Object.keys(tree.closure([contractTable[name]]))));
  let reached = readReached();

  return {
    /** Files that were saved since the last look. */
    saved: (): string[] => {
      const before = reached.flatMap((closure) => [...closure]).filter((file) => file.startsWith(SOURCES));
      return [...new Set([...before, ...filesIn(root, SOURCES, ".sol")])].filter(tree.isStale);
    },
    /** Contracts that run code that is not optimised. */
    swapped: world.swapped,
    /** Brings saved files onto the chain. One at a time. @throws Error when the chain does not take it. */
    bringIn: async (files: readonly string[]): Promise<SwapResult> => {
      tree.forget(files);
      for (const file of files) pending.add(file);
      const now = readReached();
      const affected = contractNames.filter((_, index) =>
        [...pending].some((file) => reached[index]?.has(file) || now[index]?.has(file)),
      );
      const beganMs = performance.now();
      const compiled = await compileQuick(quick, affected).catch((error: unknown) => {
        if (error instanceof SolidityError) return error;
        throw error;
      });
      if (compiled instanceof SolidityError) return { kind: "wrong", files, message: compiled.message };
      const compileMs = performance.now() - beganMs;
      const before = latest;
      latest = { ...before, ...compiled };
      reached = now;
      const { swapped, fresh } = await world.bringIn(affected, latest);
      pending.clear();
      const abis = writeAbiFiles(root, (name) => latest[name].abi);
      const constructors = fresh.length > 0 ? [] : changedConstructors(before, latest, swapped);
      const kind = swapped.length + fresh.length + abis.length === 0 ? "same" : "swapped";
      return { kind, files, swapped, fresh, constructors, abis, compileMs };
    },
  };
}

/** Contracts that are made in another way and run as before. What they make in their constructor is no change of theirs. */
function changedConstructors(before: QuickCode, after: QuickCode, swapped: readonly ContractName[]): ContractName[] {
  return contractNames.filter((name) => {
    const [was, is] = [before[name], after[name]];
    const hasNewPart = swapped.some((part) => part === name || makerOf(part) === name);
    return was.creation !== is.creation && was.code === is.code && !hasNewPart;
  });
}
