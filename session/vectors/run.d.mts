/** A question of the vectors: the inputs, and the right answer; `null`: it is refused. */
export type Question = { of: string; ask: string; given: Record<string, unknown>; wanted: unknown };
export declare function readQuestions(): Question[];
export declare function isSame(answer: unknown, wanted: unknown): boolean;
