import { actionNames, rowOf } from "@/game/rules/actions";
import { describeAction } from "@/game/rules/describe";
import { isDay, readNightfall, readScore, weekOf } from "@/game/rules/expedition";
import { findHere } from "@/game/rules/here";
import { readPlayer } from "@/game/rules/player";
import type { Scene } from "@/game/rules/types";
import type { ButtonView, CampView, Panel } from "./hudViews";

export function viewCamp(scene: Scene): CampView {
  const player = readPlayer(scene.world, scene.self);
  const { expedition, sand, vault, best } = player;
  const isOut = expedition.embarkedAt !== 0;
  const left = readNightfall(expedition) - scene.nowSeconds;
  return {
    state: !isOut ? "none" : isDay(player, scene.nowSeconds) ? "day" : "night",
    minutesLeft: Math.max(0, Math.ceil(left / 60)),
    score: readScore(expedition),
    best: best.week === weekOf(scene.nowSeconds) ? best.points : 0,
    vault,
    sand,
    embarkWhyNot: findHere(scene, "embark")?.whyNot,
  };
}

/** The buttons of a panel, one for each action that belongs there, in the order of the list; none while nothing can be played. */
export function viewButtons(scene: Scene, panel: Panel): ButtonView[] {
  return actionNames.flatMap((name) => {
    const row = rowOf(name);
    const found = row.panel === panel && findHere(scene, name);
    return found ? [{ ...found, label: row.verb ?? describeAction(scene.island, found.action) }] : [];
  });
}
