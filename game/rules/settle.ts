import type { Rule } from "./action";
import { player } from "./argument";
import { isDay, score, withExpedition } from "./expedition";
import { refuse } from "./outcome";
import { readPlayer, withPlayer } from "./player";

/** A call that anybody may make for another player; not an action of a session. */
export const settle: Rule<{ player: typeof player }> = {
  args: { player },
  apply({ world, nowSeconds }, { player: who }) {
    const settled = readPlayer(world, who);
    if (settled.expedition.embarkedAt === 0) return refuse("NoExpedition", "That player is on no expedition.");
    if (isDay(settled, nowSeconds)) return refuse("ExpeditionRuns", "That expedition is not over.");
    return { ok: true, world: withPlayer(world, who, withExpedition(score(settled), 0)) };
  },
};
