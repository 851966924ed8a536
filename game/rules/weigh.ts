import { readItem } from "./lookup";
import { pack as limits, parts, perks, rareFrom, tools } from "./numbers";
import { refuse } from "./outcome";
import { slots } from "./table";
import type { ItemId, Pack, Refusal, Run } from "./types";

const SATCHEL = 21;
export const SPADE = 19;
export const materials: readonly ItemId[] = [1, 2, 3, 4, 5, 6, 7, 8];
const carried: readonly ItemId[] = [...materials, ...parts];

export function isTool(item: ItemId): boolean {
  return tools.some((tool) => tool === item);
}

/** How much of an item a player has; a tool is there once. */
export function countOf({ goods, tools }: Pack, item: ItemId): number {
  return tools.includes(item) ? 1 : (goods[item] ?? 0);
}

export function wears({ worn }: Run, item: ItemId): boolean {
  return worn.includes(item);
}

/** What is carried, in units. Tools weigh nothing. */
export function weigh({ goods, layers }: Pack): number {
  let weight = limits.layerUnits * layers;
  for (const item of carried) weight += goods[item] ?? 0;
  return weight;
}

/** The units that a player can carry. */
export function capacityOf(run: Run): number {
  const satchel = wears(run, SATCHEL) ? perks.satchel : 0;
  return limits.units + satchel + (run.calling === 1 ? perks.foragerPack : 0);
}

export function refuseFull(weight: number, capacity: number): Refusal {
  return refuse("PackFull", [weight, capacity], `Your pack is full (${weight} of ${capacity}). Bank it at a camp.`);
}

export function withGoods(pack: Pack, item: ItemId, change: number): Pack {
  return { ...pack, goods: { ...pack.goods, [item]: (pack.goods[item] ?? 0) + change } };
}

/** A tool received: it is put on if its slot is empty. */
export function receive(run: Run, pack: Pack, tool: ItemId): { run: Run; pack: Pack } {
  const slot = readItem(tool)?.slot;
  const isFree = slot !== undefined && run.worn[slot] === 0;
  return {
    run: isFree ? { ...run, worn: run.worn.map((item, index) => (index === slot ? tool : item)) } : run,
    pack: { ...pack, tools: tools.filter((each) => each === tool || pack.tools.includes(each)) },
  };
}

/** Nothing in any slot. */
export const bare: readonly ItemId[] = slots.map(() => 0);

/** Whether a node yields half, because its material is rare. */
export function isRare(material: ItemId): boolean {
  return material >= rareFrom;
}

/** How much more of a material each gathering yields, because of what is worn. */
export function bonusOf({ worn }: Run, material: ItemId): number {
  let bonus = 0;
  for (const item of worn) {
    const effect = item === 0 ? undefined : readItem(item)?.bonus;
    if (effect?.item === material) bonus += effect.amount;
  }
  return bonus;
}
