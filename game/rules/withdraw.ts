import type { Rule } from "./action";
import { sand } from "./argument";
import { refuse } from "./outcome";
import { played, readSelf } from "./player";

/** Withdrawing Sand from the vault is for the owner; not an action of a session. */
export const withdraw: Rule<{ amount: typeof sand }> = {
  args: { amount: sand },
  apply(scene, { amount }) {
    const player = readSelf(scene);
    const { vault, sand } = player.profile;
    if (amount <= 0n) return refuse("AmountZero", [], "There is nothing to withdraw.");
    if (vault < amount) return refuse("SandTooLow", [vault, amount], "Your vault holds less than that.");
    return played(scene, { ...player, profile: { ...player.profile, vault: vault - amount, sand: sand + amount } });
  },
};
