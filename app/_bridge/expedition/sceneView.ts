import type { GameView, Person, StepCost } from "@/game/ports";
import { readIsland, TILES } from "@/game/rules/island";
import { isOver, readClock } from "@/game/rules/next/clock";
import { biomeOf, readOpen, stepGrains } from "@/game/rules/next/ground";
import { isTaken, tagOf } from "@/game/rules/next/nodes";
import { tileOfPlace } from "@/game/rules/next/places";
import { placeIds } from "@/game/rules/next/plan";
import { newcomer } from "@/game/rules/next/player";
import type { Digs, Length, Phase, Player, Run, Tide, World } from "@/game/rules/next/types";
import { wears } from "@/game/rules/next/weigh";
import type { ItemId, Tile } from "@/game/rules/types";
import { remember } from "../remember";
import { listMarks } from "./marks";

/** A grain is a third of a second on screen, and half a second brings one: who thinks a third of the time never waits. */
export const GRAIN_MS = 1000 / 3;

const RAFT = 15;
const LANTERN = 16;
const camps = placeIds.map(tileOfPlace);
const nobody: GameView["people"] = {};
const nothing: ReadonlySet<Tile> = new Set();
const noMarks: GameView["marks"] = [];

/**
 * Views of one moment after the other. Asked in every frame, so that nothing is made unless something has changed.
 * @param self Key of the player.
 * @param idleSeed Of the island that is shown without an expedition.
 */
export function createViews(self: string, idleSeed: number): (world: World, second: number) => GameView {
  const readSeed = remember((seed: number) => readIsland(BigInt(seed)));
  const readPerson = createPerson();
  const readPeople = remember((person: Person | undefined) => (person ? { [self]: person } : nobody));
  const readEmptied = remember(listEmptied);
  const readSteps = remember((seed: number, worn: readonly ItemId[], isLow: boolean): StepCost => {
    const open = readOpen(worn, isLow);
    return (onto, from) => stepGrains(open, biomeOf(seed, from), biomeOf(seed, onto));
  });
  const readMarks = remember((seed: number, length: Length, tide: Tide, phase: Phase, digs: Digs) =>
    listMarks({ seed, length, tide, phase, digs }),
  );
  const make = (player: Player, second: number): GameView => {
    const { run, digs } = player;
    const clock = run && readClock(run, second);
    return {
      ...{ island: readSeed(run?.seed ?? idleSeed), self, pending: 0, camps, costMs: GRAIN_MS },
      people: readPeople(readPerson(run)),
      playable: run !== undefined && !isOver(run, second),
      emptied: run && clock ? readEmptied(player.nodes, tagOf(run.number, clock.tide)) : nothing,
      stepCost: readSteps(run?.seed ?? idleSeed, run?.worn ?? [], clock?.isLow ?? false),
      marks: run && clock ? readMarks(run.seed, run.length, clock.tide, clock.phase, digs) : noMarks,
      isLowTide: clock?.isLow ?? false,
    };
  };
  let last: { world: World; second: number; view: GameView } | undefined;
  return (world, second) => {
    if (last?.world === world && last.second === second) return last.view;
    last = { world, second, view: make(world.players[self] ?? newcomer, second) };
    return last.view;
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
