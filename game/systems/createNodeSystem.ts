import type * as Phaser from "phaser";
import type { Stage } from "@/game/objects/createStage";
import type { NodeLook } from "@/game/objects/nodeLooks";
import { placeNode } from "@/game/objects/placeNode";
import type { GamePort } from "@/game/ports";
import { readNodeNow } from "@/game/rules/node";
import type { ItemId, Node, Tile } from "@/game/rules/types";

/** How often the scene checks whether gathered nodes grew back. */
const REGROW_CHECK_MS = 1000;

type View = { material: ItemId; look: NodeLook; standing: ReturnType<Stage["add"]>; empty: boolean };

/** What grows on the island, as full or as empty as in the snapshot. */
export function createNodeSystem(scene: Phaser.Scene, deps: { port: GamePort; stage: Stage }): () => void {
  const { port, stage } = deps;
  const { island } = port.getSnapshot();
  const views = new Map<Tile, View>();
  for (let tile = 0; tile < island.width * island.height; tile++) {
    const node = placeNode(island, tile);
    if (!node) continue;
    const { material, look, x, y, phase, isFlipped } = node;
    const standing = stage.add(look.sways ? `${look.full}_0` : look.full, x, y, phase);
    standing.sway = look.sways ? look.full : undefined;
    standing.image.setFlipX(isFlipped);
    views.set(tile, { material, look, standing, empty: false });
  }

  let drawn: Readonly<Record<Tile, Node>> = {};
  const refresh = (tile: Tile) => {
    const view = views.get(tile);
    if (!view) return;
    const empty = readNodeNow(view.material, drawn[tile], port.now()).available === 0;
    if (empty === view.empty) return;
    view.empty = empty;
    show(view);
  };
  const onChange = () => {
    const { nodes } = port.getSnapshot().world;
    if (nodes === drawn) return;
    const before = drawn;
    drawn = nodes;
    for (const tile of new Set([...Object.keys(before), ...Object.keys(nodes)])) {
      if (before[Number(tile)] !== nodes[Number(tile)]) refresh(Number(tile));
    }
  };
  onChange();
  const unsubscribe = port.subscribe(onChange);
  const timer = scene.time.addEvent({
    delay: REGROW_CHECK_MS,
    loop: true,
    callback: () => {
      for (const tile of Object.keys(drawn)) refresh(Number(tile));
    },
  });
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
