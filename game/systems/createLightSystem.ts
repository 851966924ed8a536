import * as Phaser from "phaser";
import { footOf } from "@/game/objects/place";
import type { GamePort } from "@/game/ports";
import { depths, textureNames } from "@/game/scenes/names";
import type { PlayerSystem } from "./createPlayerSystem";
import { darknessOf, FIRE, lightAt } from "./lightAt";

/** The same as the fire's, smaller; a lantern is brighter than what everybody sees around them. */
const LAMP = { scales: [0.62, 0.36], alpha: 0.07, litAlpha: 0.16 } as const;

export type LightSystem = { update: () => void; destroy: () => void };

/**
 * The colour of the time of day over everything, one multiplied quad of the screen's size; and against it, brighter as it
 * gets dark, the camp fire and a small light that the player carries.
 */
export function createLightSystem(scene: Phaser.Scene, deps: { port: GamePort; players: PlayerSystem }): LightSystem {
  const { island, camps } = deps.port.getView();
  const veil = scene.add.rectangle(0, 0, 1, 1, 0xffffff).setOrigin(0.5).setScrollFactor(0).setDepth(depths.light);
  veil.setBlendMode(Phaser.BlendModes.MULTIPLY);
  const resize = () => {
    // Scroll factor 0 still zooms around the middle of the screen; the screen's size covers it at any zoom.
    veil.setPosition(scene.scale.width / 2, scene.scale.height / 2).setSize(scene.scale.width, scene.scale.height);
  };
  const discs = (scales: readonly number[], { x, y }: { x: number; y: number }) =>
    scales.map((scale) =>
      scene.add
        .image(x, y - 14, textureNames.sprites, "halo")
        .setScale(scale)
        .setDepth(depths.light + 1)
        .setBlendMode(Phaser.BlendModes.ADD),
    );
  const fires = camps.flatMap((tile) => discs(FIRE.scales, footOf(island, tile)));
  const lamp = discs(LAMP.scales, footOf(island, island.camp));
  const tint = () => {
    const light = lightAt(deps.port.daytime());
    const dark = darknessOf(light);
    veil.setFillStyle(light);
    for (const disc of fires) disc.setAlpha(FIRE.alpha * dark);
    const alpha = deps.players.self()?.isLit() ? LAMP.litAlpha : LAMP.alpha;
    for (const disc of lamp) disc.setAlpha(alpha * dark);
  };
  resize();
  tint();
  scene.scale.on("resize", resize);
  const timer = scene.time.addEvent({ delay: 1000, loop: true, callback: tint });
  return {
    update() {
      const self = deps.players.self()?.at;
      if (!self) return;
      for (let i = 0; i < lamp.length; i++) lamp[i]?.setPosition(Math.round(self.x), Math.round(self.y - 8));
    },
    destroy() {
      scene.scale.off("resize", resize);
      timer.remove();
      for (const object of [veil, ...fires, ...lamp]) object.destroy();
    },
  };
}
