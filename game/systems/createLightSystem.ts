import * as Phaser from "phaser";
import { depths } from "@/game/scenes/names";
import { lightAt } from "./lightAt";

/** The colour of the hour over everything: one multiplied quad the size of the screen. */
export function createLightSystem(scene: Phaser.Scene, daytime: () => number): () => void {
  const veil = scene.add.rectangle(0, 0, 1, 1, 0xffffff).setOrigin(0.5).setScrollFactor(0).setDepth(depths.light);
  veil.setBlendMode(Phaser.BlendModes.MULTIPLY);
  const resize = () => {
    // Scroll factor 0 still zooms around the middle of the screen; the size of the screen covers it at any zoom.
    veil.setPosition(scene.scale.width / 2, scene.scale.height / 2).setSize(scene.scale.width, scene.scale.height);
  };
  const tint = () => veil.setFillStyle(lightAt(daytime()));
  resize();
  tint();
  scene.scale.on("resize", resize);
  const timer = scene.time.addEvent({ delay: 1000, loop: true, callback: tint });
  return () => {
    scene.scale.off("resize", resize);
    timer.remove();
    veil.destroy();
  };
}
