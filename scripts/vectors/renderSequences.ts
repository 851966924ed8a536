import { mkdirSync, writeFileSync } from "node:fs";
import { type Hex, keccak256, numberToHex, stringToHex } from "viem";
import { createDraws } from "../../app/_bridge/draws";
import { newcomer } from "../../game/rules/player";
import { dayOf } from "../../game/rules/seeds";
import type { Outcome, Player, Scene, World } from "../../game/rules/types";
import {
  encodeDigs,
  encodeDraw,
  encodeNodes,
  encodePack,
  encodeProfile,
  encodeRoom,
  encodeRun,
} from "../../game/rules/words";
import { fromRoot } from "../stack/paths.ts";
import { chooseAction } from "./chooseAction";
import { encodePlayed, encodeRefusal, type PlayedAction, playAction, tileOf } from "./playAction";
import { createRandom, type Random } from "./random";
import { randomWorld } from "./randomScene";
import { renderGround } from "./renderGround";

/** The game of contracts/test/game/Sequences.t.sol: the first contract of its deployer. */
export const GAME = "0x087C933d52C5353Bf3C47056e3279C8B2cFdde1d";
const START = 1_800_000_000;
const STEPS = 6;
const ISLANDS = 40;
const pauses = [0, 0, 0, 0, 1, 2, 5, 20, 60];
const WORD = 32;
const hex = (value: number | bigint, size: number) => numberToHex(value, { size }).slice(2);

/** As forge names blocks that nobody mined; the chain remembers 256 of them. */
export function hashOf(block: number, now: number): Hex | undefined {
  return now - block <= 256 ? keccak256(stringToHex(`${block}`)) : undefined;
}

/** One action of a sequence, and what the rules said. */
export type Step = { scene: Scene; action: PlayedAction; outcome: Outcome };

export type Sequence = { begin: Scene; steps: readonly Step[] };

/** Short sequences of random actions of one player each, that begin in the middle of a game, played by the rules. */
export function* playSequences(seed: number, sequences: number): Generator<Sequence> {
  const random = createRandom(seed);
  const seeds = Array.from({ length: ISLANDS }, () => random.below(2 ** 32));
  for (let sequence = 0; sequence < sequences; sequence++) {
    const self = numberToHex(0xa11ce000 + sequence, { size: 20 });
    yield playSequence(self, seeds, random);
  }
}

function playSequence(self: Hex, seeds: readonly number[], random: Random): Sequence {
  const begin = sceneAt(self, START + random.below(90 * 86_400), 2_000_000 + random.below(2 ** 21), { seeds, random });
  let scene = begin;
  const steps: Step[] = [];
  for (let step = 0; step < STEPS; step++) {
    const pause = random.pick(pauses);
    const block = scene.block + random.pick(pause === 0 ? [0, 0, 1] : [1, 1, 2, 3, 30, 250, 251, 255, 256, 257]);
    scene = withTime(scene, scene.nowSeconds + pause, block);
    const action = chooseAction(scene, seeds, random);
    const outcome = playAction(scene, action);
    steps.push({ scene, action, outcome });
    if (outcome.ok) scene = { ...scene, world: outcome.world };
  }
  return { begin, steps };
}

type Chance = { seeds: readonly number[]; random: Random };

function sceneAt(self: Hex, nowSeconds: number, block: number, { seeds, random }: Chance): Scene {
  const world = randomWorld(self, seeds, nowSeconds, block, random);
  return withTime({ world, self, nowSeconds, block, draws: createDraws(() => "gone", GAME) }, nowSeconds, block);
}

function withTime(scene: Scene, nowSeconds: number, block: number): Scene {
  return { ...scene, nowSeconds, block, draws: createDraws((named) => hashOf(named, block) ?? "gone", GAME) };
}

/**
 * Sequences as bytes:
 *
 * sequence = begin: state · nodes: count 1 · (index 1 · word) each · steps 1 · step each;
 * state = now 5 · block 4 · words: run · pack · digs · profile · Sand · relics (32 bits each, the first lowest) · day (of now)
 * · rooms: count 1 · word each;
 * step = now 5 · block 4 · node 1 (index of the word that is compared; 255: none) · length 1 · call · refused 1 (length) · revert data;
 * and if it is played: words of the state, rooms, and the word of the node.
 */
export function encodeSequence({ begin, steps }: Sequence): string {
  const nodes = Object.entries(playerOf(begin).nodes);
  return [
    encodeTime(begin),
    encodeState(begin),
    hex(nodes.length, 1),
    ...nodes.map(([index, word]) => hex(Number(index), 1) + hex(encodeNodes(word), WORD)),
    hex(steps.length, 1),
    ...steps.map(encodeStep),
  ].join("");
}

function encodeStep({ scene, action, outcome }: Step): string {
  const tile = tileOf(action);
  // A tile outside of the map has no word.
  const node = tile === undefined || tile >= 4096 ? undefined : tile >> 7;
  const head = encodeTime(scene) + hex(node ?? 255, 1) + withLength(encodePlayed(action));
  if (!outcome.ok) return head + withLength(encodeRefusal(outcome));
  const after = { ...scene, world: outcome.world };
  const word = node === undefined ? "" : hex(encodeNodes(playerOf(after).nodes[node]), WORD);
  return head + hex(0, 1) + encodeState(after) + word;
}

function encodeTime({ nowSeconds, block }: Scene): string {
  return hex(nowSeconds, 5) + hex(block, 4);
}

function encodeState(scene: Scene): string {
  const { run, pack, digs, profile } = playerOf(scene);
  const { days, rooms }: World = scene.world;
  const relics = profile.relics.reduceRight((word, count) => (word << 32n) | BigInt(count), 0n);
  const day = days[dayOf(scene.nowSeconds)];
  const words = [encodeRun(run), encodePack(pack), encodeDigs(digs), encodeProfile(profile), profile.sand, relics];
  const drawn = Object.values(rooms).map(encodeRoom);
  return [
    ...[...words, day ? encodeDraw(day) : 0n].map((word) => hex(word, WORD)),
    hex(drawn.length, 1),
    ...drawn.map((word) => hex(word, WORD)),
  ].join("");
}

function playerOf({ world, self }: Scene): Player {
  return world.players[self] ?? newcomer;
}

function withLength(data: Hex): string {
  return hex(data.length / 2 - 1, 1) + data.slice(2);
}

const PARTS = 4;
const SEQUENCES = 1_500;

/**
 * Writes 6,000 sequences for contracts/test/game/Sequences.t.sol, and places for Ground.t.sol beside it. Not committed: what is compared
 * is what the rules say today.
 */
export function writeSequences(): void {
  mkdirSync(fromRoot("contracts/out/sequences"), { recursive: true });
  for (let part = 0; part < PARTS; part++) {
    const bytes = [...playSequences(part + 1, SEQUENCES)].map(encodeSequence).join("");
    writeFileSync(fromRoot(`contracts/out/sequences/part${part}.bin`), Buffer.from(bytes, "hex"));
  }
  writeFileSync(fromRoot("contracts/out/sequences/ground.bin"), renderGround());
}
