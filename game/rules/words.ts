import { createBitReader, type Field, joinBits, oneOf } from "./bits";
import { directions } from "./island";
import { parts, tools } from "./numbers";
import { callingIds, lengthIds, modes, purses } from "./plan";
import type { Digs, Draw, Gathered, ItemId, Pack, Profile, Room, Run, Tide } from "./types";
import { materials } from "./weigh";

// The words that the contract keeps, as docs/game.md lists their fields.

const tides = [0, 1, 2] as const satisfies readonly Tide[];
const REGIONS = 64;

/** RUN; 0 is no expedition. */
export function encodeRun(run: Run | undefined): bigint {
  if (!run) return 0n;
  return joinBits([
    ...fields([run.tile, 12], [directions.indexOf(run.facing), 2], [run.length, 2], [run.mode, 2], [run.calling, 2]),
    ...fields([run.purse, 2], [run.oil, 1], [run.rations, 2], [run.fell, 1]),
    ...run.worn.map((item) => [item, 5] as const),
    ...fields([run.number, 20], [run.used, 15], [run.points, 16], [run.nightSteps, 9], [run.nightBlock, 20]),
    ...fields([run.endsAt, 32], [run.seed, 32], [run.regions, 64], [run.nightLit, 1]),
  ]);
}

export function decodeRun(word: bigint): Run | undefined {
  const { take, takeLong } = createBitReader(word);
  const tile = take(12);
  const facing = directions[take(2)] ?? "north";
  const length = take(2);
  if (length === 0) return undefined;
  return {
    tile,
    facing,
    length: oneOf(lengthIds, length),
    mode: oneOf(modes, take(2)),
    calling: oneOf(callingIds, take(2)),
    purse: oneOf(purses, take(2)),
    oil: take(1) === 1,
    rations: take(2),
    fell: take(1) === 1,
    worn: [take(5), take(5), take(5)],
    number: take(20),
    used: take(15),
    points: take(16),
    nightSteps: take(9),
    nightBlock: take(20),
    endsAt: take(32),
    seed: take(32),
    regions: takeLong(64),
    nightLit: take(1) === 1,
  };
}

export function encodePack(pack: Pack): bigint {
  return joinBits([
    ...[...materials, ...parts].map((item) => [pack.goods[item] ?? 0, 6] as const),
    ...tools.map((item) => [pack.tools.includes(item), 1] as const),
    [pack.soldTide, 2],
    ...materials.map((item) => [pack.sold[item] ?? 0, 7] as const),
    ...fields([pack.layers, 5], [pack.relicValue, 13], [pack.spent, 8], [pack.room, 32]),
  ]);
}

export function decodePack(word: bigint): Pack {
  const { take } = createBitReader(word);
  const takeEach = (items: readonly ItemId[], bits: number) => Object.fromEntries(items.map((id) => [id, take(bits)]));
  return {
    goods: takeEach([...materials, ...parts], 6),
    tools: tools.filter(() => take(1) === 1),
    soldTide: oneOf(tides, take(2)),
    sold: takeEach(materials, 7),
    layers: take(5),
    relicValue: take(13),
    spent: take(8),
    room: take(32),
  };
}

export function encodeDigs(digs: Digs): bigint {
  return joinBits([
    ...Array.from({ length: REGIONS }, (_, region) => [digs.dug[region] ?? 0, 2] as const),
    ...fields([digs.tide, 2], [digs.done, 6], [digs.marks, 6], [digs.begun, 3], [digs.errands, 4], [digs.relics, 6]),
    ...fields([digs.eight, 1], [digs.third, 1], [digs.ruins, 4], [digs.posts, 4]),
  ]);
}

export function decodeDigs(word: bigint): Digs {
  const { take } = createBitReader(word);
  const layers = Array.from({ length: REGIONS }, (_, region) => [region, take(2)] as const);
  return {
    dug: Object.fromEntries(layers.filter(([, dug]) => dug > 0)),
    tide: oneOf(tides, take(2)),
    done: take(6),
    marks: take(6),
    begun: take(3),
    errands: take(4),
    relics: take(6),
    eight: take(1) === 1,
    third: take(1) === 1,
    ruins: take(4),
    posts: take(4),
  };
}

/** PROFILE: what the game itself keeps of a profile; balances are the tokens' own. */
export function encodeProfile({ number, lastDay, achievements, vault }: Profile): bigint {
  return joinBits(fields([number, 32], [lastDay, 32], [achievements, 32], [vault, 96]));
}

export function decodeProfile(word: bigint): Omit<Profile, "sand" | "relics"> {
  const { take, takeLong } = createBitReader(word);
  return { number: take(32), lastDay: take(32), achievements: take(32), vault: takeLong(96) };
}

export function encodeNodes(nodes: Gathered | undefined): bigint {
  return nodes ? joinBits(fields([nodes.tiles, 128], [nodes.tag, 22])) : 0n;
}

export function decodeNodes(word: bigint): Gathered {
  const { take, takeLong } = createBitReader(word);
  return { tiles: takeLong(128), tag: take(22) };
}

export function encodeDraw({ block, seed }: Draw): bigint {
  return joinBits(fields([block, 64], [seed ?? 0, 32], [seed !== undefined, 1]));
}

export function decodeDraw(word: bigint): Draw {
  const { take } = createBitReader(word);
  const [block, seed, drawn] = [take(64), take(32), take(1)];
  return { block, seed: drawn === 1 ? seed : undefined };
}

export function encodeRoom(room: Room): bigint {
  return encodeDraw(room) | (joinBits(fields([room.startsAt, 40], [room.length, 2])) << 97n);
}

export function decodeRoom(word: bigint): Room {
  const { take } = createBitReader(word >> 97n);
  return { ...decodeDraw(word), startsAt: take(40), length: oneOf(lengthIds, take(2)) };
}

/** Lets a row of fields be written without a type at each. */
function fields(...row: readonly Field[]): readonly Field[] {
  return row;
}
