import type { GameView, Person, StepCost } from "@/game/ports";
import { isOver, readClock } from "@/game/rules/clock";
import { biomeOf, readOpen, stepGrains } from "@/game/rules/ground";
import { readIsland, TILES } from "@/game/rules/island";
import { isTaken, tagOf } from "@/game/rules/nodes";
import { tileOfPlace } from "@/game/rules/places";
import { placeIds } from "@/game/rules/plan";
import { newcomer } from "@/game/rules/player";
import type { Digs, ItemId, Length, Phase, Player, Run, Tide, Tile } from "@/game/rules/types";
import { wears } from "@/game/rules/weigh";
import type { Others, PlaySnapshot } from "../playPort";
import { remember } from "../remember";
import { listMarks } from "./marks";
import { seedOfToday } from "./today";

/** A grain is a third of a second on screen, and half a second brings one: who thinks a third of the time never waits. */
export const GRAIN_MS = 1000 / 3;

const RAFT = 15;
const LANTERN = 16;
const camps = placeIds.map(tileOfPlace);
const nobody: GameView["people"] = {};
const nothing: ReadonlySet<Tile> = new Set();
const noMarks: GameView["marks"] = [];

/** Views of one moment after the other. Asked in every frame, so that nothing is made unless something has changed. */
export function createViews(): (snapshot: PlaySnapshot, second: number) => GameView {
  const readSeed = remember((seed: number) => readIsland(BigInt(seed)));
  const readPerson = createPerson();
  const readOthers = createOthers();
  const readPeople = remember((self: string, person: Person | undefined, others: GameView["people"]) =>
    person ? { ...others, [self]: person } : others,
  );
  const readEmptied = remember(listEmptied);
  const readSteps = remember((seed: number, worn: readonly ItemId[], isLow: boolean): StepCost => {
    const open = readOpen(worn, isLow);
    return (onto, from) => stepGrains(open, biomeOf(seed, from), biomeOf(seed, onto));
  });
  const readMarks = remember((seed: number, length: Length, tide: Tide, phase: Phase, digs: Digs) =>
    listMarks({ seed, length, tide, phase, digs }),
  );
  /** After an expedition its island stays. */
  let lastSeed: number | undefined;
  const make = (snapshot: PlaySnapshot, second: number): GameView => {
    const { world, others, self = "", pending } = snapshot;
    const player = world.players[self] ?? newcomer;
    const { digs } = player;
    // An expedition that is over is shown until the next one begins.
    const { run } = player;
    const seed = run?.seed ?? lastSeed ?? seedOfToday(world, second);
    if (run) lastSeed = seed;
    const clock = run && readClock(run, second);
    return {
      ...{ island: readSeed(seed), self: snapshot.self, pending, camps, costMs: GRAIN_MS },
      people: readPeople(self, readPerson(run), readOthers(others, seed, second)),
      playable: snapshot.playable && run !== undefined && !isOver(run, second),
      emptied: run && clock ? readEmptied(player.nodes, tagOf(run.number, clock.tide)) : nothing,
      stepCost: readSteps(seed, run?.worn ?? [], clock?.isLow ?? false),
      marks: run && clock ? readMarks(run.seed, run.length, clock.tide, clock.phase, digs) : noMarks,
      isLowTide: clock?.isLow ?? false,
    };
  };
  let last: { snapshot: PlaySnapshot; second: number; view: GameView } | undefined;
  return (snapshot, second) => {
    if (last?.snapshot === snapshot && last.second === second) return last.view;
    last = { snapshot, second, view: make(snapshot, second) };
    return last.view;
  };
}

/** Who else is on an island now; the same object while it is equal. */
function createOthers(): (others: Others, seed: number, second: number) => GameView["people"] {
  let last: GameView["people"] = nobody;
  return (others, seed, second) => {
    const here = Object.entries(others).filter(([, other]) => other.seed === seed && other.endsAt > second);
    const isSame =
      here.length === Object.keys(last).length &&
      here.every(([key, { tile, facing }]) => last[key]?.tile === tile && last[key]?.facing === facing);
    if (!isSame) {
      last = Object.fromEntries(here.map(([key, { tile, facing, steps }]) => [key, { tile, facing, steps }]));
    }
    return last;
  };
}

/** Tiles that the player gathered from in this tide. */
function listEmptied(nodes: Player["nodes"], tag: number): ReadonlySet<Tile> {
  const emptied = new Set<Tile>();
  for (let tile = 0; tile < TILES; tile++) if (isTaken({ nodes }, tag, tile)) emptied.add(tile);
  return emptied;
}

/** The figure of a player; the same object while nothing of it changes. */
function createPerson(): (run: Run | undefined) => Person | undefined {
  let last: { run: Run; person: Person } | undefined;
  return (run) => {
    if (!run) {
      last = undefined;
      return undefined;
    }
    const isSame = last?.run.tile === run.tile && last.run.facing === run.facing && last.run.worn === run.worn;
    if (last && isSame && last.run.oil === run.oil) return last.person;
    const isWalked = last?.run.number === run.number && last.run.tile !== run.tile;
    const person = {
      ...{ tile: run.tile, facing: run.facing },
      // Another expedition starts from 0: nobody walks there.
      steps: last?.run.number === run.number ? last.person.steps + (isWalked ? 1 : 0) : 0,
      ...{ isWading: !wears(run, RAFT), isLit: run.oil || wears(run, LANTERN) },
    };
    last = { run, person };
    return person;
  };
}
