import { defineAction } from "../action";
import { kind } from "../argument";
import { spend } from "../grains";
import { inExpedition } from "../moment";
import { costs } from "../numbers";
import { refuse } from "../outcome";
import { played } from "../player";

/** The last of the eight signs. */
const LAST_KIND = 7;

/** Leaves a sign where the player stands, for others to see. */
export const signal = defineAction({
  args: { kind },
  words: "Leave a sign for others",
  gas: 30_000,
  sound: "hello",
  apply: (scene, { kind }) =>
    inExpedition(scene, ({ player, run, t }) => {
      if (kind > LAST_KIND) return refuse("SignalUnknown", [kind, LAST_KIND], `There is no sign ${kind}.`);
      const paid = spend(run, t, costs.signal);
      return paid.ok ? played(scene, { ...player, run: paid.run }) : paid;
    }),
  describe: () => "Leave a sign",
});
