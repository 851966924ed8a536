import type { Plan } from "@/game/rules/types";

/** The seed that stories practise on, and where an expedition begins: a row south of the camp. */
export const SEED = 7;

/** A Walk of a Delver, whose island every story knows. */
export const practice: Plan = { mode: 1, length: 2, calling: 2, tool: 3, purse: 2, start: 0, of: SEED };

/**
 * What the expert of `npm run balance` ("Delver, night") gets in a Dash on that island. Measured, and kept true, by
 * `npx vitest run --project unit app/_panels/coach/firstDash`.
 */
export const EXPERT_DASH = 1_836;
