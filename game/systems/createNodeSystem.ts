import type * as Phaser from "phaser";
import type { Stage } from "@/game/objects/createStage";
import type { NodeLook } from "@/game/objects/nodeLooks";
import { placeNode } from "@/game/objects/placeNode";
import type { GamePort } from "@/game/ports";
import type { Tile } from "@/game/rules/types";

/** How often the scene checks whether gathered nodes grew back. */
const REGROW_CHECK_MS = 1000;

type View = { look: NodeLook; standing: ReturnType<Stage["add"]>; empty: boolean };

/** What grows on the island, as full or as empty as in the view. */
export function createNodeSystem(scene: Phaser.Scene, deps: { port: GamePort; stage: Stage }): () => void {
  const { port, stage } = deps;
  const { island } = port.getView();
  const views = new Map<Tile, View>();
  for (let tile = 0; tile < island.width * island.height; tile++) {
    const node = placeNode(island, tile);
    if (!node) continue;
    const { look, x, y, phase, isFlipped } = node;
    const standing = stage.add(look.sways ? `${look.full}_0` : look.full, x, y, phase);
    standing.sway = look.sways ? look.full : undefined;
    standing.image.setFlipX(isFlipped);
    views.set(tile, { look, standing, empty: false });
  }

  let drawn: ReadonlySet<Tile> = new Set();
  const refresh = (tile: Tile) => {
    const view = views.get(tile);
    const empty = drawn.has(tile);
    if (!view || view.empty === empty) return;
    view.empty = empty;
    show(view);
  };
  const onChange = () => {
    const { emptied } = port.getView();
    if (emptied === drawn) return;
    const before = drawn;
    drawn = emptied;
    for (const tile of before) refresh(tile);
    for (const tile of emptied) refresh(tile);
  };
  onChange();
  const unsubscribe = port.subscribe(onChange);
  const timer = scene.time.addEvent({ delay: REGROW_CHECK_MS, loop: true, callback: onChange });
  return () => {
    unsubscribe();
    timer.remove();
  };
}

function show({ look, standing, empty }: View): void {
  const { image } = standing;
  standing.sway = look.sways && (!empty || look.empty === "bush") ? (empty ? "bush" : look.full) : undefined;
  image.setAlpha(empty && !look.empty ? 0 : 1);
  const name = empty ? look.empty : look.full;
  if (name) image.setFrame(standing.sway ? `${name}_0` : name);
}
