import type * as Phaser from "phaser";
import { type Cloak, chooseCloak } from "@/game/objects/cloaks";
import { createWanderer, type Wanderer } from "@/game/objects/createWanderer";
import { findWay } from "@/game/objects/findWay";
import type { GamePort, GameView, Person } from "@/game/ports";
import type { Direction, Island, Tile } from "@/game/rules/types";

/** World pixels that a player's figure and a raft extend beyond their foot. */
const REACH_PX = 32;

export type OtherPlayer = { readonly key: string; readonly wanderer: Wanderer };

type View = { key: string; wanderer: Wanderer; tile: Tile; person: Person };

export type PlayerSystem = ReturnType<typeof createPlayerSystem>;

/** One figure per person of the view. The own one wears the blue cloak. */
export function createPlayerSystem(scene: Phaser.Scene, port: GamePort) {
  const views = new Map<string, View>();
  /** The same views as lists, rebuilt when somebody comes or goes, so that frames create no garbage. */
  let all: readonly View[] = [];
  let others: readonly View[] = [];
  let own: View | undefined;
  let drawn: object = {};
  let drawnSelf: string | undefined;

  const onChange = () => {
    const view = port.getView();
    const { people, self } = view;
    if (people === drawn && self === drawnSelf) return;
    drawn = people;
    for (const [key, known] of views) {
      if (people[key] && (key === self) === (key === drawnSelf)) continue;
      known.wanderer.destroy();
      views.delete(key);
    }
    drawnSelf = self;
    for (const [key, person] of Object.entries(people)) {
      const known = views.get(key);
      if (known) follow(view, known, person);
      else views.set(key, appear(scene, view.island, key, person, key === self ? "sea" : chooseCloak(key)));
    }
    if (views.size === all.length && all.every((known) => views.get(known.key) === known)) return;
    all = [...views.values()];
    others = all.filter(({ key }) => key !== self);
    own = all.find(({ key }) => key === self);
  };
  onChange();
  const unsubscribe = port.subscribe(onChange);

  return {
    self: (): Wanderer | undefined => own?.wanderer,
    others: (): readonly OtherPlayer[] => others,
    bumpSelf: (direction: Direction): void => own?.wanderer.bump(direction),
    /** Everybody walks on; only visible players are drawn. */
    update(deltaMs: number, view: Phaser.Geom.Rectangle): void {
      for (let i = 0; i < all.length; i++) {
        const wanderer = all[i]?.wanderer;
        if (!wanderer) continue;
        const { x, y } = wanderer.at;
        wanderer.show(
          x > view.x - REACH_PX && x < view.right + REACH_PX && y > view.y - REACH_PX && y < view.bottom + REACH_PX,
        );
        wanderer.update(deltaMs);
      }
    },
    destroy(): void {
      unsubscribe();
      for (const view of views.values()) view.wanderer.destroy();
      views.clear();
    },
  };
}

function appear(scene: Phaser.Scene, island: Island, key: string, person: Person, cloak: Cloak): View {
  const wanderer = createWanderer(scene, island, cloak, person.tile);
  wanderer.face(person.facing);
  wanderer.dress(person);
  return { key, wanderer, tile: person.tile, person };
}

function follow({ island, stepCost, costMs, self }: GameView, view: View, person: Person): void {
  const before = view.person;
  if (person === before) return;
  view.person = person;
  view.wanderer.dress(person);
  if (person.tile !== view.tile) {
    // The number of steps only grows by walking: fewer steps than before means a prediction was rolled back.
    const takenBack = person.steps < before.steps;
    const way = takenBack ? undefined : findWay(island, view.tile, person.tile);
    // Of others it is not known what a step costs them.
    const cost = view.key === self ? stepCost(person.tile, view.tile) : undefined;
    if (way) for (const tile of way) view.wanderer.walkTo(tile, cost === undefined ? undefined : cost * costMs);
    else view.wanderer.glideTo(person.tile);
    view.tile = person.tile;
  }
  view.wanderer.face(person.facing);
}
