export type { Read } from "./chain/node.ts";
export type { AskPolicy, Execute, ExecutedCall } from "./chain/state.ts";
export type { Fate } from "./memoryBundler.ts";
export { createMemoryStack, type MemoryStack, type MemoryStackOptions } from "./memoryStack.ts";
export { type Prompt, type TestOwnerOptions, testOwner } from "./promptedOwner.ts";
