import { type Address, numberToHex } from "viem";
import { weekOf } from "../../game/rules/expedition";
import { readIsland } from "../../game/rules/island";
import { addItem, readPlayer, withPlayer } from "../../game/rules/player";
import type { Tile, World } from "../../game/rules/types";
import { chooseAction } from "./chooseAction";
import { encodeNode, encodePlayer } from "./encodeState";
import { encodePlayed, errorText, type PlayedAction, playAction, tileOf, whoseState } from "./playAction";
import { createRandom, type Random } from "./random";

/**
 * Rows of a replay, column by column, since forge reads arrays and not mixed tuples. `kind` is one of: island (a = seed: start
 * anew), give (a = item, 0 is Sand; b = amount), check (player's state), node (a = tile: its state), or an action, which has a `call`,
 * the text of the `error` that refuses it, whose state is looked at when it is played (a), and of which node (b = 1 + tile; 0: none).
 * `now` is seconds after START. Who plays is a number from 0; `accountOf` says its account.
 */
type Columns = Record<"kind" | "call" | "error" | "state", string[]> & Record<"player" | "now" | "a" | "b", number[]>;

/** Ten minutes before a week ends, so that most sequences live in two. */
const START = 1_799_884_200;
const PLAYERS = 3;
const accountOf = (player: number) => numberToHex(0xa11ce + player, { size: 20 });
const everybody = Array.from({ length: PLAYERS }, (_, player) => accountOf(player));
/** Seconds between actions. Some end just before, at and after nightfall. */
const pauses = [0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 5, 5, 31, 31, 60, 60, 200, 200, 1200, 3599, 3600, 604_800];
/** Amounts by item, in the order in which they are given. */
const RICHES = { 1: 6, 2: 9, 3: 6, 11: 1, 13: 2, 14: 1, 15: 1, 16: 1, 17: 2, 19: 1, 25: 2 };

/** Sequences of actions by three players who share an island, each with its outcome and the state after it. */
export function renderActions(seed: number, sequences: number, steps: number): Columns {
  const random = createRandom(seed);
  const columns: Columns = { kind: [], player: [], now: [], a: [], b: [], call: [], error: [], state: [] };
  for (let sequence = 0; sequence < sequences; sequence++) playSequence(columns, random, sequence, steps);
  return columns;
}

function playSequence(columns: Columns, random: Random, sequence: number, steps: number): void {
  const seed = random.below(2 ** 32);
  const island = readIsland(BigInt(seed));
  let world: World = { players: {}, nodes: {} };
  let now = 0;
  const push = (row: { [Key in keyof Columns]?: Columns[Key][number] }) => {
    const full = { kind: "", player: 0, now, a: 0, b: 0, call: "0x", error: "", ...row, state: `0x${row.state ?? ""}` };
    for (const [name, value] of Object.entries(full)) (columns[name as keyof Columns] as unknown[]).push(value);
  };
  push({ kind: "island", a: seed });
  const touched = new Set<Tile>();
  // Every other sequence starts rich: deep rules are reached early, while poor ones cover the way there.
  if (sequence % 2 === 1) {
    for (let player = 0; player < PLAYERS; player++) {
      const self = accountOf(player);
      for (const [key, amount] of Object.entries(RICHES)) {
        const item = Number(key);
        world = withPlayer(world, self, addItem(readPlayer(world, self), item, amount));
        push({ kind: "give", player, a: item, b: amount });
      }
      world = withPlayer(world, self, { ...readPlayer(world, self), sand: 100n * 10n ** 18n });
      push({ kind: "give", player, a: 0, b: 100 });
    }
  }
  let last: { player: number; action: PlayedAction } | undefined;
  for (let step = 0; step < steps; step++) {
    now += random.pick(pauses);
    // Gathering is often repeated, until the node is empty.
    const again: PlayedAction | undefined =
      last?.action.type === "gather" && random.below(3) > 0 ? last.action : undefined;
    const player = again && last ? last.player : random.below(PLAYERS);
    const self = accountOf(player);
    const action = again ?? chooseAction(island, world, self, everybody, random);
    last = { player, action };
    const outcome = playAction(island, world, self, action, START + now);
    if (outcome.ok) world = outcome.world;
    const whose = whoseState(action, self);
    const tile = tileOf(action);
    if (tile !== undefined) touched.add(tile);
    const node = tile === undefined ? "" : encodeNode(world.nodes[tile]);
    push({
      ...{ kind: action.type, player, call: encodePlayed(action), error: errorText(outcome) },
      ...{ a: everybody.indexOf(whose as Address), b: tile === undefined ? 0 : tile + 1 },
      // What reverts leaves no trace.
      ...(outcome.ok && { state: encodePlayer(readPlayer(world, whose), weekOf(START + now)) + node }),
    });
  }
  for (let player = 0; player < PLAYERS; player++) {
    push({ kind: "check", player, state: encodePlayer(readPlayer(world, accountOf(player)), weekOf(START + now)) });
  }
  for (const tile of touched) push({ kind: "node", a: tile, state: encodeNode(world.nodes[tile]) });
}
