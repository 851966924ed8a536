import type { Plan } from "@/game/rules/types";

/** The seed that stories practise on, and where an expedition begins: a row south of the camp. */
export const SEED = 7;

/** A Walk of a Delver, whose island every story knows. */
export const practice: Plan = { mode: 1, length: 2, calling: 2, tool: 3, purse: 2, start: 0, of: SEED };
