import { countItem } from "../../game/rules/player";
import { items } from "../../game/rules/table";
import type { Player, Week } from "../../game/rules/types";
import { readOpenedChests } from "../../game/rules/unearth";

const directions = ["north", "east", "south", "west"] as const;
const WORD = 32n;

/** What `Hourglass.readPlayer` answers, byte by byte: every field in full width. */
export function encodeView(player: Player, joined: boolean, week: Week): string {
  const { expedition } = player;
  const head = 20n;
  const worn = head * WORD;
  const owned = worn + BigInt(1 + player.worn.length) * WORD;
  const words = [
    32n,
    joined ? 1 : 0,
    player.tile,
    directions.indexOf(player.facing),
    worn,
    player.steps,
    player.claimed,
    player.sand,
    owned,
    player.found,
    player.vault,
    week,
    readOpenedChests(player, week),
    player.best.week === week ? player.best.points : 0,
    expedition.number,
    expedition.embarkedAt,
    expedition.regions,
    expedition.quests,
    expedition.relics,
    expedition.earned,
    expedition.banked,
    player.worn.length,
    ...player.worn,
    items.length + 1,
    0,
    ...items.map(({ id }) => countItem(player, id)),
  ];
  return words.map((word) => word.toString(16).padStart(64, "0")).join("");
}

/** The two words that the contract keeps of a player (PlayerSlot and Ledger), packed anew by the layout that they document. */
export function encodeWords(player: Player): string {
  const { expedition: out } = player;
  const slot = [
    [out.earned, 16],
    [out.relics, 8],
    [out.embarkedAt, 40],
    [out.regions, 64],
    [player.claimed, 32],
    [player.steps, 32],
    [player.found, 8],
    ...[...player.worn].reverse().map((item) => [item, 8] as const),
    [out.quests, 7],
    [1, 1],
    [directions.indexOf(player.facing), 8],
    [player.tile, 16],
  ] as const;
  const ledger = [
    [player.chests.opened, 16],
    [player.chests.week, 16],
    [out.number, 24],
    [out.banked, 96],
    [player.vault, 96],
  ] as const;
  return pack(slot) + pack(ledger);
}

function pack(fields: readonly (readonly [value: number | bigint, bits: number])[]): string {
  const word = fields.reduce((sum, [value, bits]) => (sum << BigInt(bits)) | BigInt(value), 0n);
  return word.toString(16).padStart(64, "0");
}
