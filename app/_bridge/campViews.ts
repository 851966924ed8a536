import { describeAction } from "@/game/rules/describe";
import { isDay, readNightfall, readScore, weekOf } from "@/game/rules/expedition";
import { readReach } from "@/game/rules/gather";
import { readPlayer } from "@/game/rules/player";
import { siteAt } from "@/game/rules/sites";
import type { Action } from "@/game/rules/types";
import type { CampView, HiddenView } from "./hudViews";
import { type Scene, whyNot } from "./selectors";

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
    embarkWhyNot: whyNot(scene, { type: "embark" }),
    finishWhyNot: whyNot(scene, { type: "finish" }),
    bankWhyNot: whyNot(scene, { type: "bank", amount: sand }),
  };
}

/** What is hidden here or beside the player; what can be taken now comes first. */
export function viewHidden(scene: Scene): HiddenView | undefined {
  const player = readPlayer(scene.world, scene.self);
  const found = readReach(player)
    .filter((tile) => siteAt(scene.island, tile))
    .map((tile) => {
      const action: Action = { type: "unearth", tile };
      return { tile, label: describeAction(scene.island, action), whyNot: whyNot(scene, action) };
    });
  return found.find((each) => each.whyNot === undefined) ?? found[0];
}
