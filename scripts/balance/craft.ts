import type { ItemId, Pack, Player, RecipeId } from "../../game/rules/types";
import { countOf } from "../../game/rules/weigh";
import { act } from "./body";
import type { Mind } from "./mind";

/** What a tool takes from the ground, and the recipes that make it, one after the other. */
type Making = { raw: readonly (readonly [ItemId, number])[]; recipes: readonly RecipeId[] };
const makings: Readonly<Record<ItemId, Making>> = {
  13: {
    raw: [
      [1, 2],
      [3, 3],
    ],
    recipes: [5],
  },
  14: { raw: [[2, 7]], recipes: [1, 6] },
};

function wantedMaking({ crafts }: Mind, pack: Pack): Making | undefined {
  const tool = crafts.find((item) => countOf(pack, item) === 0);
  return tool === undefined ? undefined : makings[tool];
}

/** Units of a material that the next tool still needs. */
export function lacks(mind: Mind, pack: Pack, material: ItemId): number {
  const need = wantedMaking(mind, pack)?.raw.find(([item]) => item === material)?.[1] ?? 0;
  return Math.max(0, need - countOf(pack, material));
}

/** Makes the next tool if all that it takes is there. */
export function craftWanted(mind: Mind, { pack }: Player): void {
  const making = wantedMaking(mind, pack);
  if (!making?.raw.every(([item]) => lacks(mind, pack, item) === 0)) return;
  for (const recipe of making.recipes) act(mind.body, { type: "craft", recipe }, mind.body.strategy.pace.actSeconds);
}
