import { defineAction } from "../action";
import { sand } from "../argument";
import { refuseAwayFromCamp } from "../camp";
import { isDay } from "../expedition";
import { SAND_UNIT } from "../lookup";
import { refuse } from "../outcome";
import { played, readSelf } from "../player";

/** Banks Sand: moves it into the vault, at the camp. */
export const bank = defineAction({
  args: { amount: sand },
  words: "Bring Sand into your own bank",
  gas: 120_000,
  panel: "bank",
  verb: "Bank all",
  sound: "buy",
  apply(scene, { amount }) {
    const player = readSelf(scene);
    if (amount <= 0n) return refuse("AmountZero", "There is nothing to bank.");
    const away = refuseAwayFromCamp(player);
    if (away) return away;
    if (player.sand < amount) return refuse("SandTooLow", "You have too little Sand.");
    const { expedition } = player;
    const banked = isDay(player, scene.nowSeconds) ? expedition.banked + amount : expedition.banked;
    const next = { ...player, sand: player.sand - amount, vault: player.vault + amount };
    return played(scene, { ...next, expedition: { ...expedition, banked } });
  },
  describe: ({ amount }) => `Bank ${amount / SAND_UNIT} Sand`,
  here: (scene) => [{ amount: readSelf(scene).sand }],
});
