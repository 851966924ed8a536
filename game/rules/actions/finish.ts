import { defineAction } from "../action";
import { refuseAwayFromCamp } from "../camp";
import { isDay, score, withExpedition } from "../expedition";
import { refuse } from "../outcome";
import { played, readSelf } from "../player";

/** Ends the expedition and scores it. */
export const finish = defineAction({
  args: {},
  words: "End an expedition and score it",
  gas: 80_000,
  panel: "camp",
  verb: "Finish",
  sound: "claim",
  apply(scene) {
    const player = readSelf(scene);
    if (player.expedition.embarkedAt === 0) return refuse("NoExpedition", "You are on no expedition.");
    const away = isDay(player, scene.nowSeconds) ? refuseAwayFromCamp(player) : undefined;
    return away ?? played(scene, withExpedition(score(player), 0));
  },
  describe: () => "Finish the expedition",
  here: () => [{}],
});
