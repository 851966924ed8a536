import type { Mark } from "@/game/ports";
import { readErrands } from "@/game/rules/errands";
import { digsOf } from "@/game/rules/player";
import { layersDug, readSites } from "@/game/rules/sites";
import type { Digs, Length, Phase, Tide } from "@/game/rules/types";

/** What decides what lies on the ground for a player. */
type Ground = { seed: number; length: Length; tide: Tide; phase: Phase; digs: Digs };

/**
 * What a player sees on the ground: disturbed earth, with the holes already dug but not what lies below, and the places of
 * errands that can still be done.
 */
export function listMarks(ground: Ground): readonly Mark[] {
  const { seed, tide, digs } = ground;
  const earth = readSites(seed, tide).flatMap((site): Mark[] => {
    if (!site) return [];
    const dug = layersDug(digs, tide, site.region);
    return [{ tile: site.tile, look: dug >= site.layers ? "dugOut" : dug > 0 ? "hole" : "earth" }];
  });
  return [...earth, ...listErrandTiles(ground).map((tile): Mark => ({ tile, look: "errand" }))];
}

function listErrandTiles({ seed, length, tide, phase, digs: kept }: Ground): readonly number[] {
  const digs = digsOf(kept, tide);
  return readErrands(seed, length, tide).flatMap((errand, offer) => {
    if (!errand || (digs.done >> offer) & 1) return [];
    if (errand.kind === "survey") {
      return errand.marks.filter((_, mark) => ((digs.marks >> (3 * (offer - 2) + mark)) & 1) === 0);
    }
    // A vigil counts at dusk only; what is asked of posts and sites is drawn there already.
    return errand.kind === "vigil" && phase === "dusk" ? [errand.mark] : [];
  });
}
