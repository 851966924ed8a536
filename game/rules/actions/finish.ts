import { defineAction } from "../action";
import { deedsOf } from "../deeds";
import { refuseUnsettled } from "../falls";
import { spend } from "../grains";
import { SAND_UNIT } from "../lookup";
import { inExpedition } from "../moment";
import { pointsPerSand } from "../numbers";
import { nearestPlace, refuseAway } from "../places";
import { played } from "../player";
import { withHomeBonus } from "../points";
import type { Profile } from "../types";

/** Ends the expedition at home: at any camp. */
export const finish = defineAction({
  args: {},
  words: "End an expedition and keep what it earned",
  gas: 350_000,
  verb: "Finish",
  sound: "claim",
  apply: (scene) =>
    inExpedition(scene, (moment) => {
      const { player, run, t } = moment;
      const refusal = refuseAway(run.tile) ?? refuseUnsettled(run, scene.block);
      if (refusal) return refusal;
      // Whoever fell waits or eats here too: nobody gets home on borrowed grains.
      const paid = spend(run, t, 0);
      if (!paid.ok) return paid;
      const points = withHomeBonus(run.points, nearestPlace(run.tile).place);
      const achievements = player.profile.achievements | deedsOf(moment, points);
      const profile = { ...player.profile, achievements };
      const earned = run.mode === 0 ? earn(profile, points, player.digs.relics) : profile;
      return played(scene, { ...player, run: undefined, profile: earned });
    }),
  describe: () => "Finish the expedition",
  here: () => [{}],
});

/** What only an expedition of the day pays: Sand into the vault, and relics. */
function earn(profile: Profile, points: number, found: number): Profile {
  const sand = Math.floor(points / pointsPerSand);
  return {
    ...profile,
    vault: profile.vault + BigInt(sand) * SAND_UNIT,
    relics: profile.relics.map((count, index) => count + ((found >> index) & 1)),
  };
}
