import type { GameEffect, GamePort, GameView, StepCost } from "@/game/ports";
import { rowOf } from "@/game/rules/actions";
import { findHere } from "@/game/rules/here";
import { biomeAt, resourceAt } from "@/game/rules/island";
import { isKeyedAction } from "@/game/rules/keyedActions";
import { readNodeNow } from "@/game/rules/node";
import { newcomer, readOpenBiomes, readPlayer } from "@/game/rules/player";
import type { Island, ItemId, Node, Tile, World } from "@/game/rules/types";
import type { PlayEffect, PlayPort, PlaySnapshot } from "./playPort";
import { remember } from "./remember";

/** Walking pace: six steps a second. Faster than a block, so that steps can be joined into one path. */
const STEP_MS = 1000 / 6;
const ACT_MS = 420;
const noMarks: GameView["marks"] = [];

/**
 * The scene's access to the game: what is played, reduced to what is drawn.
 * @param play Plays by the rules.
 * @param daytime From dawn (0) to nightfall (1).
 */
export function createScenePort(play: PlayPort, daytime: () => number): GamePort {
  const views = createViews();
  return {
    getView: () => views(play.getSnapshot(), Math.floor(play.now())),
    subscribe: play.subscribe,
    onEffect: (listener) =>
      play.onEffect((effect) => {
        const shown = showEffect(effect);
        if (shown) listener(shown);
      }),
    daytime,
    walk: (direction) => (play.play({ type: "move", path: [direction] }).ok ? "walked" : "refused"),
    gather: (tile) => {
      play.play({ type: "gather", tile });
      return ACT_MS;
    },
    act: (name) => {
      const { island, world, self = "" } = play.getSnapshot();
      const scene = { island, world, self, nowSeconds: play.now() };
      const found = isKeyedAction(name) && findHere(scene, name);
      if (found) play.play(found.action);
      return ACT_MS;
    },
  };
}

function showEffect(effect: PlayEffect): GameEffect | undefined {
  if (effect.type === "confirmed") return undefined;
  if (effect.type !== "played") return { type: effect.type };
  const { action } = effect;
  const { sound } = rowOf(action.type);
  return sound && { type: "played", deed: sound, tile: "tile" in action ? action.tile : undefined };
}

/** Views of one snapshot after the other. Asked in every frame, so that nothing is made unless something has changed. */
function createViews(): (snapshot: PlaySnapshot, second: number) => GameView {
  const readPeople = remember((players: World["players"], self: string | undefined) =>
    self === undefined || players[self] ? players : { ...players, [self]: newcomer },
  );
  const readStepCost = remember((island: Island, worn: readonly ItemId[]): StepCost => {
    const open = readOpenBiomes({ ...newcomer, worn });
    return (onto) => (open.has(biomeAt(island, onto)) ? 1 : undefined);
  });
  const readCamps = remember((camp: Tile): readonly Tile[] => [camp]);
  let emptied: ReadonlySet<Tile> = new Set();
  let last: { snapshot: PlaySnapshot; second: number; view: GameView } | undefined;
  return (snapshot, second) => {
    if (last?.snapshot === snapshot && last.second === second) return last.view;
    const { island, world, self, pending, playable } = snapshot;
    emptied = readEmptied(island, world.nodes, second, emptied);
    const view = {
      ...{ island, self, pending, playable, emptied, camps: readCamps(island.camp) },
      people: readPeople(world.players, self),
      stepCost: readStepCost(island, readPlayer(world, self ?? "").worn),
      ...{ costMs: STEP_MS, marks: noMarks, isLowTide: false },
    };
    last = { snapshot, second, view };
    return view;
  };
}

/** Tiles whose node has nothing now; the same set as before while it is equal to it. */
function readEmptied(
  island: Island,
  nodes: Readonly<Record<Tile, Node>>,
  second: number,
  before: ReadonlySet<Tile>,
): ReadonlySet<Tile> {
  const emptied = new Set<Tile>();
  for (const [key, node] of Object.entries(nodes)) {
    const tile = Number(key);
    if (readNodeNow(resourceAt(island, tile), node, second).available === 0) emptied.add(tile);
  }
  const isSame = emptied.size === before.size && [...emptied].every((tile) => before.has(tile));
  return isSame ? before : emptied;
}
