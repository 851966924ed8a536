import { directions } from "../../game/rules/island";
import { SAND_UNIT } from "../../game/rules/lookup";
import { countItem } from "../../game/rules/player";
import { readOpenedChests } from "../../game/rules/sites";
import { items } from "../../game/rules/table";
import type { Node, Player, Week } from "../../game/rules/types";

/**
 * tile 2 · facing 1 · worn 1 each · steps 4 · claimed 4 · whole Sand 4 · items 2 each · found 1 · whole Sand in the bank 4 ·
 * chests opened this week 2 · best of this week 4 · expedition: number 3, embarked 5, regions 8, quests 1, relics 1, earned 2,
 * whole Sand banked 4. contracts/test/game/PlayerState.sol packs the same.
 */
export function encodePlayer(player: Player, week: Week): string {
  const { expedition } = player;
  return [
    ...[hex(player.tile, 2), hex(directions.indexOf(player.facing), 1)],
    ...player.worn.map((item) => hex(item, 1)),
    ...[hex(player.steps, 4), hex(player.claimed, 4), hex(Number(player.sand / SAND_UNIT), 4)],
    ...items.map((row) => hex(countItem(player, row.id), 2)),
    ...[hex(player.found, 1), hex(Number(player.vault / SAND_UNIT), 4), hex(readOpenedChests(player, week), 2)],
    hex(player.best.week === week ? player.best.points : 0, 4),
    ...[hex(expedition.number, 3), hex(expedition.embarkedAt, 5), hex(expedition.regions, 8)],
    ...[hex(expedition.quests, 1), hex(expedition.relics, 1), hex(expedition.earned, 2)],
    hex(Number(expedition.banked / SAND_UNIT), 4),
  ].join("");
}

/** since 5 · left 1; a node that nobody touched is zeros. */
export function encodeNode(node: Node | undefined): string {
  return hex(node?.since ?? 0, 5) + hex(node?.left ?? 0, 1);
}

const WORD = 32n;

/** What `Hourglass.readPlayer` answers, byte by byte: every field in full width. */
export function encodeView(player: Player, joined: boolean, week: Week): string {
  const { expedition } = player;
  const head = 20n;
  const worn = head * WORD;
  const owned = worn + BigInt(1 + player.worn.length) * WORD;
  const words: (number | bigint)[] = [
    ...[32n, joined ? 1 : 0, player.tile, directions.indexOf(player.facing), worn, player.steps, player.claimed],
    ...[player.sand, owned, player.found, player.vault, week, readOpenedChests(player, week)],
    ...[player.best.week === week ? player.best.points : 0, expedition.number, expedition.embarkedAt],
    ...[expedition.regions, expedition.quests, expedition.relics, expedition.earned, expedition.banked],
    ...[player.worn.length, ...player.worn, items.length + 1, 0],
    ...items.map(({ id }) => countItem(player, id)),
  ];
  return words.map((word) => hex(word, 32)).join("");
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
  return hex(
    fields.reduce((word, [value, bits]) => (word << BigInt(bits)) | BigInt(value), 0n),
    32,
  );
}

/** A number in so many bytes, as hexadecimal. */
export function hex(value: number | bigint, bytes: number): string {
  return value.toString(16).padStart(2 * bytes, "0");
}
