export const OLDEST_NODE: readonly [number, number];
export function nodeProblem(version: string): string | undefined;
export function requireNode(): void;
