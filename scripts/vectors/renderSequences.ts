import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { numberToHex, toFunctionSelector } from "viem";
import { weekOf } from "../../game/rules/expedition";
import { readIsland } from "../../game/rules/island";
import { readPlayer } from "../../game/rules/player";
import type { Island, Seconds, Tile, World } from "../../game/rules/types";
import { fromRoot } from "../stack/paths.ts";
import { chooseAction } from "./chooseAction";
import { encodeNode, encodeView, encodeWords, hex } from "./encodeState";
import { encodePlayed, errorText, type PlayedAction, playAction, tileOf, whoseState } from "./playAction";
import { createRandom, type Random } from "./random";
import { randomPlayer } from "./randomPlayer";

const START = 1_800_000_000;
const ISLANDS = 5;
const STEPS = 5;
/** The accounts of a sequence: one plays, the other is there to be settled, and to gather from the same nodes. */
const accountsOf = (sequence: number) =>
  [0, 1].map((player) => numberToHex(0xa11ce000 + 2 * sequence + player, { size: 20 }));
const pauses = [0, 0, 0, 1, 2, 5, 31, 60, 200, 1200, 3599];
const UNIT = 10n ** 18n;

/**
 * Many short sequences of random actions, played by the rules, as bytes for contracts/test/game/Sequences.t.sol:
 *
 * sequence = island 5 (2^32 + seed: a new one; 0: the same) · begin 5 (Unix seconds) · players 2 × (words 64 · Sand 4 · count 1
 * · (item 1 · amount 1) each) · steps 1 · step each;
 * step = now 5 · player 1 · flags 1 (1: the other is looked at too; 2: the node) · tile 2 · length 1 · call · error 4 (selector; 0:
 * played) · digest 8 of what is looked at after it.
 */
function renderSequences(seed: number, sequences: number): Buffer {
  const random = createRandom(seed);
  const pieces: string[] = [];
  let island = readIsland(0n);
  let nodes: World["nodes"] = {};
  let now = START;
  for (let sequence = 0; sequence < sequences; sequence++) {
    const isNew = sequence % Math.ceil(sequences / ISLANDS) === 0;
    if (isNew) {
      island = readIsland(BigInt(random.below(2 ** 32)));
      nodes = {};
    }
    now += random.below(7200);
    pieces.push(hex(isNew ? island.seed + 2n ** 32n : 0n, 5), hex(now, 5));
    const played = playSequence(island, { players: {}, nodes }, now, {
      random,
      pieces,
      everybody: accountsOf(sequence),
    });
    nodes = played.nodes;
    now = played.now;
  }
  return Buffer.from(pieces.join(""), "hex");
}

type Parts = { random: Random; pieces: string[]; everybody: readonly string[] };

function playSequence(island: Island, before: World, begin: Seconds, { random, pieces, everybody }: Parts) {
  let now = begin;
  let world = before;
  for (const name of everybody) {
    const player = randomPlayer(island, now, weekOf(now), random);
    world = { ...world, players: { ...world.players, [name]: player } };
    const owned = Object.entries(player.items);
    pieces.push(encodeWords(player), hex(player.sand / UNIT, 4), hex(owned.length, 1));
    for (const [item, count] of owned) pieces.push(hex(Number(item), 1), hex(count, 1));
  }
  pieces.push(hex(STEPS, 1));
  for (let step = 0; step < STEPS; step++) {
    now += random.pick(pauses);
    const player = random.below(5) === 0 ? 1 : 0;
    const self = everybody[player] ?? "";
    const action = chooseAction(island, world, self, everybody, random);
    const outcome = playAction(island, world, self, action, now);
    if (outcome.ok) world = outcome.world;
    const text = errorText(outcome);
    const look = { isBoth: step + 1 === STEPS || whoseState(action, self) !== self, tile: tileOf(action) };
    const seen = look.isBoth ? [self, ...everybody.filter((name) => name !== self)] : [self];
    pieces.push(encodeStep(action, now, player, look), text ? toFunctionSelector(text).slice(2) : "00000000");
    pieces.push(digest(world, seen, now, look.tile));
  }
  return { nodes: world.nodes, now };
}

/** Flag: the other one is looked at too. */
const BOTH = 1;
/** Flag: the node of the tile is looked at too. */
const NODE = 2;

type Look = { isBoth: boolean; tile: Tile | undefined };

function encodeStep(action: PlayedAction, now: Seconds, player: number, { isBoth, tile }: Look): string {
  const flags = (isBoth ? BOTH : 0) | (tile === undefined ? 0 : NODE);
  const call = encodePlayed(action).slice(2);
  return [hex(now, 5), hex(player, 1), hex(flags, 1), hex(tile ?? 0, 2), hex(call.length / 2, 1), call].join("");
}

/** Of who played, of the other one, and of a node, as far as they are looked at. */
function digest(world: World, names: readonly string[], now: Seconds, tile: Tile | undefined): string {
  const hash = createHash("sha256");
  for (const name of names) {
    hash.update(Buffer.from(encodeView(readPlayer(world, name), name in world.players, weekOf(now)), "hex"));
  }
  if (tile !== undefined) hash.update(Buffer.from(encodeNode(world.nodes[tile]), "hex"));
  return hash.digest("hex").slice(0, 16);
}

const PARTS = 4;
const SEQUENCES = 10_000;

/**
 * Plays 10,000 short sequences by the rules in TypeScript, for contracts/test/game/Sequences.t.sol. Not committed: what is compared
 * is always what the rules say today. Files of their own, because forge runs the tests of a contract side by side.
 */
export function writeSequences(): void {
  mkdirSync(fromRoot("contracts/out/sequences"), { recursive: true });
  for (let part = 0; part < PARTS; part++) {
    writeFileSync(fromRoot(`contracts/out/sequences/${part}.bin`), renderSequences(part + 1, SEQUENCES / PARTS));
  }
}
