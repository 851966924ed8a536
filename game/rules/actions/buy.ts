import { defineAction } from "../action";
import { item, sand } from "../argument";
import { readLength } from "../clock";
import { nameItem, readItem, SAND_UNIT } from "../lookup";
import { inExpedition } from "../moment";
import { OIL, RATION, supplies } from "../numbers";
import { refuse } from "../outcome";
import { CAMP_REACH, refuseAway } from "../places";
import { played } from "../player";
import type { ItemId, Pack, Refusal, Run } from "../types";
import { countOf, receive } from "../weigh";

export const buy = defineAction({
  args: { item, maxSand: sand },
  words: "Buy supplies at a camp, up to the Sand named here",
  spends: "maxSand",
  gas: 60_000,
  sound: "buy",
  apply: (scene, { item, maxSand }) =>
    inExpedition(scene, ({ player, run }) => {
      const { pack, profile } = player;
      const asked = supplies[item];
      if (asked === undefined) return refuse("NotForSale", [item], "No camp sells that. Make it, or do without.");
      const away = refuseAway(run.tile, serviceReach(run));
      if (away) return away;
      // Practice and rooms cost no Sand, but the same purse.
      const price = run.mode === 0 ? BigInt(asked) * SAND_UNIT : 0n;
      if (price > maxSand) return refuse("PriceAboveMax", [price, maxSand], `It costs ${asked} Sand. Allow that much.`);
      const purse = readLength(run.length).purse[run.purse];
      const spent = pack.spent + asked;
      if (spent > purse) {
        const text = `It costs ${asked} of your purse; ${purse - pack.spent} are left.`;
        return refuse("PurseEmpty", [spent, purse], text);
      }
      const owned = refuseOwned(run, pack, item);
      if (owned) return owned;
      if (profile.sand < price) {
        return refuse("SandTooLow", [profile.sand, price], `You need ${asked} Sand. Withdraw some from your vault.`);
      }
      const given = give(run, { ...pack, spent }, item);
      return played(scene, { ...player, ...given, profile: { ...profile, sand: profile.sand - price } });
    }),
  describe: ({ item }) => `Buy ${nameSupply(item)}`,
});

/** The name of what a camp sells; oil and rations are no items of the table. */
export function nameSupply(item: ItemId): string {
  return item === OIL ? "oil" : item === RATION ? "a ration" : nameItem(item);
}

/** Rations that can be carried at once. */
export function mostRations({ length }: Pick<Run, "length">): number {
  return length === 1 ? 1 : 3;
}

/** How far from a camp a player is served, in tiles. */
export function serviceReach({ worn }: Run): number {
  return worn.reduce((reach, item) => reach + (readItem(item)?.reach ?? 0), CAMP_REACH);
}

function refuseOwned(run: Run, pack: Pack, item: ItemId): Refusal | undefined {
  if (item === RATION) {
    const most = mostRations(run);
    if (run.rations < most) return undefined;
    return refuse("SupplyFull", [item, run.rations, most], `You carry ${run.rations} already, and no more than that.`);
  }
  const isOwned = item === OIL ? run.oil : countOf(pack, item) > 0;
  return isOwned ? refuse("ItemOwned", [item], `You have ${nameSupply(item)} already.`) : undefined;
}

function give(run: Run, pack: Pack, item: ItemId): { run: Run; pack: Pack } {
  if (item === OIL) return { run: { ...run, oil: true }, pack };
  if (item === RATION) return { run: { ...run, rations: run.rations + 1 }, pack };
  return receive(run, pack, item);
}
