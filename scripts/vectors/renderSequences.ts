import { createHash } from "node:crypto";
import { toFunctionSelector } from "viem";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { weekOf } from "../../game/rules/expedition";
import { readIsland } from "../../game/rules/island";
import { readPlayer } from "../../game/rules/player";
import type { Island, Seconds, World } from "../../game/rules/types";
import { chooseAction } from "./chooseAction";
import { encodeNode, encodePath } from "./encodeState";
import { encodeView, encodeWords } from "./encodeView";
import { type PlayedAction, playAction } from "./playAction";
import { createRandom, type Random } from "./random";
import { randomPlayer } from "./randomPlayer";

const START = 1_800_000_000;
const ISLANDS = 5;
const STEPS = 5;
const everybody = ["0", "1"];
const pauses = [0, 0, 0, 1, 2, 5, 31, 60, 200, 1200, 3599];
/** In the order of contracts/test/game/Sequences.t.sol. */
const kinds = [
  "move",
  "gather",
  "craft",
  "equip",
  "claim",
  "buy",
  "embark",
  "finish",
  "bank",
  "leave",
  "unearth",
  "settle",
] as const satisfies readonly PlayedAction["type"][];
const UNIT = 10n ** 18n;
const selectors = new Map(
  hourglassAbi.flatMap((item) =>
    item.type === "error"
      ? [[item.name as string, toFunctionSelector(`${item.name}(${item.inputs.map(({ type }) => type).join(",")})`)]]
      : [],
  ),
);

/**
 * Many short sequences of random actions, played by the rules, as bytes for contracts/test/game/Sequences.t.sol:
 *
 * sequence = island 5 (2^32 + seed: a new one; 0: the same) · begin 5 (Unix seconds) · players 2 × (words 64 · Sand 4 · count 1
 * · (item 1 · amount 1) each) · steps 1 · step each;
 * step = kind 1 · now 5 · player 1 · a 4 · b 4 · length 1 · path · error 4 (selector; 0: played) · digest 8 of the state after it.
 */
export function renderSequences(seed: number, sequences: number): Buffer {
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
    const played = playSequence(island, { players: {}, nodes }, now, random, pieces);
    nodes = played.nodes;
    now = played.now;
  }
  return Buffer.from(pieces.join(""), "hex");
}

function playSequence(island: Island, before: World, begin: Seconds, random: Random, pieces: string[]) {
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
    // One plays, the other is there to be settled, and to gather from the same nodes.
    const self = random.below(5) === 0 ? "1" : "0";
    const action = chooseAction(island, world, self, everybody, random);
    const outcome = playAction(island, world, self, action, now);
    if (outcome.ok) world = outcome.world;
    const error = outcome.ok ? "00000000" : selectors.get(outcome.reason)?.slice(2);
    if (!error) throw new Error(`The contract has no error ${(outcome as { reason?: string }).reason}.`);
    pieces.push(encodeStep(action, now, self), error, digest(world, action, self, now, step + 1 === STEPS));
  }
  return { nodes: world.nodes, now };
}

function encodeStep(action: PlayedAction, now: Seconds, self: string): string {
  const { a, b, path } = readArguments(action);
  const head = [hex(kinds.indexOf(action.type), 1), hex(now, 5), hex(Number(self), 1), hex(a, 4), hex(b, 4)];
  return [...head, hex(path.length / 2, 1), path].join("");
}

function readArguments(action: PlayedAction): { a: number | bigint; b: bigint; path: string } {
  const none = { a: 0, b: 0n, path: "" };
  switch (action.type) {
    case "move":
      return { ...none, path: encodePath(action.path) };
    case "gather":
    case "unearth":
      return { ...none, a: action.tile };
    case "craft":
      return { ...none, a: action.recipe };
    case "equip":
      return { ...none, a: action.item };
    case "claim":
      return { ...none, a: action.quest };
    case "buy":
      return { ...none, a: action.item, b: action.maxSand / UNIT };
    case "bank":
    case "leave":
      return { ...none, a: action.amount / UNIT };
    case "settle":
      return { ...none, a: Number(action.player) };
    case "embark":
    case "finish":
      return none;
  }
}

/** Of who played, of the node that was gathered from, and of the other one, who is looked at at the end and when it was settled. */
function digest(world: World, action: PlayedAction, self: string, now: Seconds, isLast: boolean): string {
  const hash = createHash("sha256");
  const other = self === "0" ? "1" : "0";
  for (const name of isLast || action.type === "settle" ? [self, other] : [self]) {
    const joined = name in world.players;
    hash.update(Buffer.from(encodeView(readPlayer(world, name), joined, weekOf(now)), "hex"));
  }
  if (action.type === "gather") hash.update(Buffer.from(encodeNode(world.nodes[action.tile]), "hex"));
  return hash.digest("hex").slice(0, 16);
}

function hex(value: number | bigint, bytes: number): string {
  return value.toString(16).padStart(2 * bytes, "0");
}
