import type * as Phaser from "phaser";
import { middleOf } from "@/game/objects/place";
import type { GamePort } from "@/game/ports";
import { neighbour } from "@/game/rules/island";
import type { Direction } from "@/game/rules/types";
import { depths, textureNames } from "@/game/scenes/names";
import type { PlayerSystem } from "./createPlayerSystem";
import type { Walker } from "./createWalker";

/** Number of dots on the path; longer paths show only their next part. */
const DOTS = 40;
const NO_WAY_MS = 360;

/** Shows where the player is going, and that a step or a path was refused. Redrawn per step, from a fixed pool. */
export function createRouteSystem(
  scene: Phaser.Scene,
  deps: { port: GamePort; walker: Walker; players: PlayerSystem },
): () => void {
  const { island } = deps.port.getView();
  const dots = Array.from({ length: DOTS }, () =>
    scene.add.image(0, 0, textureNames.sprites, "step").setDepth(depths.flat).setAlpha(0.75).setVisible(false),
  );
  const target = scene.add.image(0, 0, textureNames.sprites, "target_0").setDepth(depths.marks).setVisible(false);

  const onRoute = (from: number, route: readonly Direction[], goal: number | undefined) => {
    let tile = from;
    dots.forEach((dot, index) => {
      const direction = route[index];
      dot.setVisible(direction !== undefined && index < route.length - 1);
      if (!direction) return;
      tile = neighbour(tile, direction);
      const { x, y } = middleOf(island, tile);
      dot.setPosition(x, y + 3);
    });
    target
      .setVisible(goal !== undefined)
      .setFrame(`target_${route.length % 2}`)
      .clearTint();
    if (goal === undefined) return;
    const { x, y } = middleOf(island, goal);
    target.setPosition(x, y);
  };
  const onUnreachable = (tile: number) => {
    const { x, y } = middleOf(island, tile);
    target.setPosition(x, y).setVisible(true).setFrame("blocked");
    scene.time.delayedCall(NO_WAY_MS, () => target.setVisible(false));
    deps.port.explain(tile);
  };
  const undo = deps.walker.listen({ onBump: (direction) => deps.players.bumpSelf(direction), onRoute, onUnreachable });
  return () => {
    undo();
    target.destroy();
    for (const dot of dots) dot.destroy();
  };
}
