import { biomeAt, distanceToCamp, mix, resourceAt, TILES } from "./island";
import type { ChestRow, LootRow, RelicRow } from "./rows";
import { chests, loot, relics } from "./table";
import type { Island, ItemId, Player, Tile, Week } from "./types";

// The twin of contracts/src/game/Sites.sol.

const SALT_SITES = 0x6a09e667;
const SALT_LOOT = 0x3c6ef372;
/** Odd, so that a search visits every tile before it visits one twice. */
const STRIDE = 1021;

export type Site = { kind: "relic" | "chest"; id: number; tile: Tile };

const known = new Map<bigint, readonly Site[]>();

/** Where relics and chests are. */
export function readSites(island: Island): readonly Site[] {
  const sites = known.get(island.seed) ?? findSites(island);
  known.set(island.seed, sites);
  return sites;
}

/** What is hidden on a tile; undefined: nothing. */
export function siteAt(island: Island, tile: Tile): Site | undefined {
  return readSites(island).find((site) => site.tile === tile);
}

/** What a chest holds in a week, in addition to its Sand. */
export function readLoot(island: Island, tile: Tile, week: Week): { item: ItemId; amount: number } {
  const roll = mix(Number(island.seed) ^ ((SALT_LOOT + tile + week * TILES) >>> 0)) & 0xff;
  let below = 0;
  for (const row of loot as readonly LootRow[]) {
    below += row.odds;
    if (roll < below) return row;
  }
  throw new RangeError("The odds of loot do not sum to 256.");
}

/** Chests that a player opened in a week: bit `id - 1`. */
export function readOpenedChests(player: Player, week: Week): number {
  return player.chests.week === week ? player.chests.opened : 0;
}

function findSites(island: Island): readonly Site[] {
  const sites: Site[] = [];
  const rows: { kind: Site["kind"]; row: RelicRow | ChestRow }[] = [
    ...relics.map((row) => ({ kind: "relic" as const, row })),
    ...chests.map((row) => ({ kind: "chest" as const, row })),
  ];
  for (const { kind, row } of rows) {
    const isTaken = (tile: Tile) => sites.some((site) => site.tile === tile);
    let tile = mix(Number(island.seed) ^ (SALT_SITES + sites.length + 1)) % TILES;
    let probes = 0;
    do {
      if (probes++ === TILES) throw new RangeError(`Island ${island.seed} has no place for ${kind} ${row.id}.`);
      tile = (tile + STRIDE) % TILES;
    } while (
      distanceToCamp(tile) < row.far ||
      biomeAt(island, tile) !== row.biome ||
      resourceAt(island, tile) !== 0 ||
      isTaken(tile)
    );
    sites.push({ kind, id: row.id, tile });
  }
  return sites;
}
