import type { Rule } from "./action";
import { sand } from "./argument";
import { isDay } from "./expedition";
import { refuse } from "./outcome";
import { played, readSelf } from "./player";

/** Withdrawing Sand from the vault is for the owner; not an action of a session. */
export const withdraw: Rule<{ amount: typeof sand }> = {
  args: { amount: sand },
  apply(scene, { amount }) {
    const player = readSelf(scene);
    if (amount <= 0n) return refuse("AmountZero", "There is nothing to withdraw.");
    if (player.vault < amount) return refuse("SandTooLow", "Your vault holds less than that.");
    const { expedition } = player;
    const rest = amount < expedition.banked ? expedition.banked - amount : 0n;
    const banked = isDay(player, scene.nowSeconds) ? rest : expedition.banked;
    const next = { ...player, sand: player.sand + amount, vault: player.vault - amount };
    return played(scene, { ...next, expedition: { ...expedition, banked } });
  },
};
