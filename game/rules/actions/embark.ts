import { defineAction } from "../action";
import { refuseAwayFromCamp } from "../camp";
import { isDay, readNightfall, score, withExpedition } from "../expedition";
import { refuse } from "../outcome";
import { played, readSelf } from "../player";

/** Begins an expedition, at the camp. */
export const embark = defineAction({
  args: {},
  words: "Set out on an expedition",
  gas: 90_000,
  panel: "camp",
  sound: "hello",
  apply(scene) {
    const { nowSeconds } = scene;
    const before = readSelf(scene);
    if (isDay(before, nowSeconds)) {
      const minutes = Math.ceil((readNightfall(before.expedition) - nowSeconds) / 60);
      return refuse("ExpeditionRuns", `Your expedition runs for another ${minutes} min.`);
    }
    const away = refuseAwayFromCamp(before);
    if (away) return away;
    const player = withExpedition(before.expedition.embarkedAt === 0 ? before : score(before), Math.floor(nowSeconds));
    const expedition = { ...player.expedition, number: player.expedition.number + 1, banked: 0n };
    return played(scene, { ...player, expedition });
  },
  describe: () => "Set out",
  here: () => [{}],
});
