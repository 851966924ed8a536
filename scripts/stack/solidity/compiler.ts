import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Abi } from "viem";
import type { Node } from "./syntax.ts";

/** Where immutables stand in code, by the number of their declaration; in bytes. */
export type ImmutableReferences = Record<string, readonly { start: number; length: number }[]>;

export type StorageLayout = {
  storage: readonly { label: string; slot: string; offset: number; type: string }[];
  types: Record<string, unknown> | null;
};

export type CompiledContract = {
  abi: Abi;
  storageLayout: StorageLayout;
  evm: {
    bytecode: { object: string };
    deployedBytecode: { object: string; immutableReferences: ImmutableReferences };
  };
};

export type CompilerOutput = {
  errors?: readonly { severity: "error" | "warning" | "info"; formattedMessage: string }[];
  contracts?: Record<string, Record<string, CompiledContract>>;
  sources?: Record<string, { ast?: Node }>;
};

/** Contents by path from the root of the repository. */
export type Sources = Record<string, { content: string }>;

export type CompilerInput = { sources: Sources; settings: Record<string, unknown> };

/** The sources are wrong: the message is the compiler's, with places. */
export class SolidityError extends Error {
  override name = "SolidityError";
}

export type Compiler = ReturnType<typeof startCompiler>;

export const toJson = (input: CompilerInput) => JSON.stringify({ language: "Solidity", ...input });

/** @throws SolidityError with all errors that the compiler found. */
export function readOutput(text: string): CompilerOutput {
  const output: CompilerOutput = JSON.parse(text);
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new SolidityError(errors.map((error) => error.formattedMessage.trim()).join("\n\n"));
  return output;
}

/** Starts a compiler in a thread of its own. It keeps nobody's process alive, and is started again when it broke. */
export function startCompiler() {
  let worker: Worker | undefined;
  const ending = new AbortController();
  return {
    /**
     * Compiles standard JSON, one at a time.
     * @throws SolidityError with all errors that the compiler found; Error when the compiler itself broke.
     */
    compile: async (input: CompilerInput): Promise<CompilerOutput> => {
      worker ??= new Worker(new URL("./solcWorker.mjs", import.meta.url));
      worker.ref();
      worker.postMessage(toJson(input));
      const [text] = await once(worker, "message", ending).catch((error: unknown) => {
        worker = undefined;
        throw error;
      });
      worker.unref();
      return readOutput(text);
    },
    dispose: async () => {
      const running = worker;
      ending.abort(new Error("The Solidity compiler was stopped."));
      await running?.terminate();
    },
  };
}
