import { defineAction } from "../action";
import { refuseUnsettled } from "../falls";
import { spend } from "../grains";
import { MOST_SOLD, priceLoad, soldIn } from "../load";
import { inExpedition } from "../moment";
import { costs } from "../numbers";
import { refuse } from "../outcome";
import { nearestPlace, refuseAway } from "../places";
import { played, readSelf } from "../player";
import { addPoints } from "../points";
import type { Digs, ItemId, Pack, Place, Tide } from "../types";
import { materials } from "../weigh";

/** Brings the load in at a camp: from then on it counts. */
export const bank = defineAction({
  args: {},
  words: "Bring what you carry into a camp",
  gas: 90_000,
  verb: "Bank",
  keys: ["KeyB"],
  sound: "buy",
  apply: (scene) =>
    inExpedition(scene, ({ player, run, t, tide }) => {
      const { pack, digs } = player;
      const refusal = refuseAway(run.tile) ?? refuseUnsettled(run, scene.block);
      if (refusal) return refusal;
      const hasAll = materials.every((item) => (pack.goods[item] ?? 0) > 0);
      if (pack.layers === 0 && materials.every((item) => (pack.goods[item] ?? 0) === 0)) {
        return refuse("NothingToBank", [], "You carry nothing that counts. Gather something first.");
      }
      const { place } = nearestPlace(run.tile);
      const points = priceLoad(run, pack, tide, place);
      const paid = spend(run, t, costs.bank);
      if (!paid.ok) return paid;
      return played(scene, {
        ...player,
        run: addPoints(paid.run, points),
        pack: unload(pack, tide),
        digs: withPost({ ...digs, eight: digs.eight || hasAll }, place),
      });
    }),
  describe: () => "Bank the load",
  here: (scene) => {
    const { run } = readSelf(scene);
    return run && !refuseAway(run.tile) ? [{}] : [];
  },
});

/** The pack after its load was banked: units count as sold in this tide. */
export function unload(pack: Pack, tide: Tide): Pack {
  const goods: Record<ItemId, number> = { ...pack.goods };
  const sold: Record<ItemId, number> = {};
  for (const item of materials) {
    sold[item] = Math.min(MOST_SOLD, soldIn(pack, tide, item) + (goods[item] ?? 0));
    goods[item] = 0;
  }
  return { ...pack, goods, sold, soldTide: tide, layers: 0, relicValue: 0 };
}

function withPost(digs: Digs, place: Place): Digs {
  return place === 0 ? digs : { ...digs, posts: digs.posts | (1 << (place - 1)) };
}
