import solc from "solc";
import { type CompilerInput, type CompilerOutput, readOutput, toJson } from "./compiler.ts";

/**
 * Compiles in this thread; `startCompiler` does it in one of its own.
 * @throws SolidityError with all errors that the compiler found.
 */
export const compileHere = (input: CompilerInput): CompilerOutput => readOutput(solc.compile(toJson(input)));
