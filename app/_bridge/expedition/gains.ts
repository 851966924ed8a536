import type { Gain } from "@/game/ports";
import { nameItem } from "@/game/rules/lookup";
import { readMoment } from "@/game/rules/moment";
import { falls } from "@/game/rules/numbers";
import { readSelf } from "@/game/rules/player";
import type { Scene } from "@/game/rules/types";
import { materials } from "@/game/rules/weigh";
import type { Deed } from "../playPort";

/** What an action brought, for the scene: "+2 wood", "Layer 2", "+143 points". */
export function gainOf({ action, before, after }: Deed): Gain | undefined {
  const was = readSelf(before);
  const is = readSelf(after);
  if (action.type === "gather") {
    const item = materials.find((each) => (is.pack.goods[each] ?? 0) > (was.pack.goods[each] ?? 0));
    if (item === undefined) return undefined;
    const units = (is.pack.goods[item] ?? 0) - (was.pack.goods[item] ?? 0);
    return { text: `+${units} ${nameItem(item)}`, item: nameItem(item) };
  }
  if (action.type === "unearth")
    return { text: `+${is.pack.relicValue - was.pack.relicValue} in relics`, item: "idol" };
  const points = (is.run?.points ?? 0) - (was.run?.points ?? 0);
  if (points <= 0) return undefined;
  return { text: action.type === "move" ? `New ground +${points}` : `+${points} points`, item: undefined };
}

/** How often a player fell on steps that this moment settles. */
export function countFalls(scene: Scene): number {
  const moment = readMoment(scene);
  const { run } = readSelf(scene);
  return moment.ok && run ? (moment.run.used - run.used) / falls.grains : 0;
}
