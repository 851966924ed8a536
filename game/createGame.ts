import * as Phaser from "phaser";
import { chooseRenderer } from "./chooseRenderer";
import { palette } from "./palette";
import type { GameHandle, GamePort } from "./ports";
import { IslandScene } from "./scenes/IslandScene";
import { LoadingScene } from "./scenes/LoadingScene";
import { sceneNames } from "./scenes/names";
import { createWalker } from "./systems/createWalker";

export type GameOptions = {
  /** No wind, waves, clouds, particles or camera glide. */
  reducedMotion: boolean;
  /** Time of the day over the island, from dawn (0) to nightfall (1). Asked for once a second. */
  daytime?: () => number;
};

/** Afternoon: the light when nobody says otherwise. */
const AFTERNOON = 0.62;

/** The game in an element of the page. The caller owns the handle and must destroy it. */
export function createGame(parent: HTMLElement, port: GamePort, options: GameOptions): GameHandle {
  const walker = createWalker(port);
  const deps = {
    port,
    walker,
    reducedMotion: options.reducedMotion,
    daytime: options.daytime ?? (() => AFTERNOON),
    onDrawn: () => game.canvas.setAttribute("aria-busy", "false"),
  };
  const game: Phaser.Game = new Phaser.Game({
    type: chooseRenderer(),
    parent,
    backgroundColor: palette.sea0,
    pixelArt: true,
    banner: false,
    audio: { noAudio: true },
    disableContextMenu: true,
    // Keys are read by our own system, which leaves them to what is focused.
    // Two pointers: fingers that pinch.
    input: { keyboard: false, gamepad: false, activePointers: 2 },
    scale: { mode: Phaser.Scale.RESIZE, width: "100%", height: "100%" },
    scene: [new LoadingScene(), new IslandScene(deps)],
  });
  game.events.once(Phaser.Core.Events.READY, () => {
    // Phaser finds out what a canvas can by images that load while the renderer is made already, and when it loses that
    // race it paints "multiply" as plain paint: the light of the hour would hide the island. Every browser can.
    if (game.renderer instanceof Phaser.Renderer.Canvas.CanvasRenderer) {
      game.renderer.blendModes[Phaser.BlendModes.MULTIPLY] = "multiply";
    }
    game.canvas.tabIndex = 0;
    game.canvas.setAttribute("aria-busy", "true");
    game.canvas.setAttribute("role", "application");
    game.canvas.setAttribute("aria-label", "The island. Arrow keys or W A S D walk, space gathers.");
    // Inside: outside of the canvas nothing would be left of it.
    game.canvas.style.outlineOffset = "-3px";
  });
  return {
    step: (direction) => walker.step(direction),
    gather: () => walker.gather(),
    destroy: () => {
      // Destroying a game destroys its scenes without shutting them down; the systems are disposed at shutdown.
      if (game.scene.isActive(sceneNames.island)) game.scene.stop(sceneNames.island);
      game.destroy(true);
    },
  };
}
