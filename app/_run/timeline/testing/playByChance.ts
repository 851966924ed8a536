import type { Action } from "@/game/rules/actions";
import { applyAction } from "@/game/rules/apply";
import { readLength } from "@/game/rules/clock";
import { directions } from "@/game/rules/island";
import { packPlan } from "@/game/rules/plan";
import { emptyWorld, newcomer } from "@/game/rules/player";
import { ANA, noDraws, START } from "@/game/rules/testing";
import type { Plan, Player, Scene } from "@/game/rules/types";
import { chooseAction } from "@/scripts/vectors/chooseAction";
import { createRandom, type Random } from "@/scripts/vectors/random";
import type { RunEvent } from "../createTimeline";

/** What the rules have after an action, and how many events the contract has logged by then. */
export type Played = { seconds: number; events: number; player: Player };

/**
 * Plays one practice by chance, by the rules alone, and logs what the contract would.
 * @param plan Of mode 1.
 * @param seed Of the chance.
 * @returns All events, and the player after each action; the last may have come home.
 */
export function playByChance(plan: Plan, seed: number): { events: readonly RunEvent[]; played: readonly Played[] } {
  const random = createRandom(seed);
  let scene: Scene = { world: emptyWorld, self: ANA, nowSeconds: START, block: 1000, draws: noDraws };
  const events: RunEvent[] = [];
  const played: Played[] = [];
  const act = (action: Action): boolean => {
    const outcome = applyAction(scene, action);
    if (!outcome.ok) return false;
    const before = scene.world.players[ANA] ?? newcomer;
    const player = outcome.world.players[ANA] ?? newcomer;
    const seconds = scene.nowSeconds - START;
    events.push(...log(action, before, player, seconds));
    played.push({ seconds, events: events.length, player });
    scene = { ...scene, world: outcome.world };
    return true;
  };
  act({ type: "embark", plan });
  while (scene.nowSeconds < START + readLength(plan.length).seconds) {
    const action = choose(scene, random);
    if (action && act(action) && action.type === "finish") break;
    // Several actions may be in one block.
    if (random.below(3) > 0)
      scene = { ...scene, nowSeconds: scene.nowSeconds + random.pick([1, 2, 4]), block: scene.block + 1 };
  }
  return { events, played };
}

/** Nothing that ends it early, and nothing of others. */
function choose(scene: Scene, random: Random): Action | undefined {
  const action = chooseAction(scene, [7], random);
  switch (action.type) {
    case "withdraw":
    case "openRoom":
    case "openDay":
    case "drawRoom":
    case "embark":
      return undefined;
    case "finish":
      return random.below(60) === 0 ? action : undefined;
    default:
      return action;
  }
}

/** The event of an action that was played. */
function log(action: Action, before: Player, { run, pack }: Player, seconds: number): RunEvent[] {
  const points = (run?.points ?? 0) - (before.run?.points ?? 0);
  switch (action.type) {
    case "embark":
      return [[seconds, "Embarked", [Number(packPlan(action.plan)), run?.seed ?? 0, run?.endsAt ?? 0]]];
    case "move": {
      const path = action.path.reduceRight((rest, step) => rest * 4n + BigInt(directions.indexOf(step)), 1n);
      return [[seconds, "Moved", [path.toString(), run?.tile ?? 0]]];
    }
    case "gather": {
      const item =
        [1, 2, 3, 4, 5, 6, 7, 8].find((each) => (pack.goods[each] ?? 0) > (before.pack.goods[each] ?? 0)) ?? 0;
      const amount = (pack.goods[item] ?? 0) - (before.pack.goods[item] ?? 0);
      return [[seconds, "Gathered", [action.tile, item, amount]]];
    }
    case "unearth":
      return [[seconds, "Unearthed", [action.tile, 1, pack.relicValue - before.pack.relicValue]]];
    case "craft":
      return [[seconds, "Crafted", [action.recipe]]];
    case "bank":
      return [[seconds, "Banked", [0, points, run?.points ?? 0]]];
    case "claim":
      return [[seconds, "ErrandClaimed", [action.errand, 0, points, run?.points ?? 0]]];
    case "finish":
      return [[seconds, "Finished", [0, 1_234, 0, 0]]];
    default:
      return [[seconds, "Signalled", [before.run?.tile ?? 0, 1]]];
  }
}
