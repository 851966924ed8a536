import { applyAction } from "@/game/rules/apply";
import { readLength } from "@/game/rules/clock";
import { countKinds, priceLoad, soldIn } from "@/game/rules/load";
import { readItem, readRecipe } from "@/game/rules/lookup";
import type { Moment } from "@/game/rules/moment";
import { pack as limits, mixPercent, OIL, parts, RATION } from "@/game/rules/numbers";
import { nearestPlace } from "@/game/rules/places";
import { emptyPack } from "@/game/rules/player";
import { recipes } from "@/game/rules/recipes";
import { capacityOf, countOf, materials, wears } from "@/game/rules/weigh";
import { itemOf, materialOf, partOf, toolOf } from "./names";
import type { PackView, RecipeView, Tool } from "./views";
import { whyNotOf } from "./whyNot";

const slots = ["hand", "feet", "back"] as const;

export function viewPack({ run, player, tide }: Moment): PackView {
  const { pack } = player;
  const { place } = nearestPlace(run.tile);
  const { demand } = readLength(run.length);
  const kinds = countKinds(pack);
  return {
    capacity: capacityOf(run),
    goods: materials.flatMap((item) => {
      const units = pack.goods[item] ?? 0;
      if (units === 0) return [];
      const sold = soldIn(pack, tide, item);
      const price = sold < demand ? "full" : sold < 2 * demand ? "half" : "quarter";
      const alone = { ...emptyPack, sold: pack.sold, soldTide: pack.soldTide, goods: { [item]: units } };
      return [{ item: materialOf(item), units, price, points: priceLoad(run, alone, tide, place) } as const];
    }),
    parts: parts.flatMap((item) => {
      const units = countOf(pack, item);
      return units > 0 ? [{ item: partOf(item), units }] : [];
    }),
    relics: { layers: pack.layers, units: pack.layers * limits.layerUnits, points: pack.relicValue },
    mix: { kinds, percent: Math.min(mixPercent.most, mixPercent.each * Math.max(0, kinds - 1)) },
    load: priceLoad(run, pack, tide, place),
    tools: pack.tools.map((item) => ({
      ...{ item: toolOf(item), isWorn: wears(run, item) },
      slot: slots[readItem(item)?.slot ?? 0] ?? "hand",
    })),
    supplies: [
      ...(run.oil ? [{ item: "oil", units: 1 } as const] : []),
      ...(run.rations > 0 ? [{ item: "ration", units: run.rations } as const] : []),
    ],
  };
}

const uses: Partial<Record<Tool, string>> = {
  ...{ axe: "More wood from each tree", sickle: "More fibre", pick: "More stone, and ore" },
  ...{ boots: "Opens the hills", raft: "Opens the shallows at any tide", lantern: "Opens the ruins; light at night" },
  ...{ spade: "Digs for relics", sandals: "More fibre", satchel: "12 more units fit" },
  ...{ stilts: "Opens the shallows at any tide", compass: "Trade from farther away", amulet: "More ore" },
};

export function viewRecipes(moment: Moment): readonly RecipeView[] {
  const { scene, player } = moment;
  return recipes.map(({ id }) => {
    const { inputs = [], output = { item: 9, amount: 1 } } = readRecipe(id) ?? {};
    const isPart = parts.some((part) => part === output.item);
    const item = isPart ? partOf(output.item) : toolOf(output.item);
    const outcome = applyAction(scene, { type: "craft", recipe: id });
    const why = outcome.ok ? undefined : whyNotOf(moment, outcome);
    return {
      ...{ id, item, amount: output.amount, use: uses[item as Tool] ?? "For tools" },
      inputs: inputs.map(({ item: needed, amount }) => ({
        ...{ item: itemOf(needed), need: amount, have: countOf(player.pack, needed) },
      })),
      ...(why && { whyNot: why }),
    };
  });
}

/** The item of a tool's name, for its button. */
export function itemNamed(tool: string): number {
  return (
    [...Array(25).keys()].find((item) => item > 0 && readItem(item)?.name === tool) ?? (tool === "oil" ? OIL : RATION)
  );
}
