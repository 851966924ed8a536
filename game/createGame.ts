import * as Phaser from "phaser";
import { chooseRenderer } from "./chooseRenderer";
import { createMinimap } from "./minimap/createMinimap";
import { palette } from "./palette";
import type { GameHandle, GamePort, GameSettings, PageCommand, TextMemory } from "./ports";
import { IslandScene } from "./scenes/IslandScene";
import { LoadingScene } from "./scenes/LoadingScene";
import { sceneNames } from "./scenes/names";
import { createSoundSystem } from "./sound/createSoundSystem";
import { createCommandSink } from "./systems/createCommandSink";
import { createWalker } from "./systems/createWalker";

export type GameOptions = {
  settings: GameSettings;
  /** A key or a gamepad button with a meaning for the page. */
  onPageCommand?: (command: PageCommand) => void;
  /** Another player's figure was pressed; their key in `people`. */
  onPerson?: (key: string) => void;
  /** Where the map goes, and what this browser has seen of the island. Without it there is no map. */
  minimap?: { parent: HTMLElement; memory: TextMemory };
  /** The island is drawn and accepts input. */
  onReady?: () => void;
  /** A picture failed to load. */
  onFailed?: () => void;
};

/** The game in an element of the page. The caller owns the handle and must destroy it. */
export function createGame(parent: HTMLElement, port: GamePort, options: GameOptions): GameHandle {
  let settings = options.settings;
  const sound = createSoundSystem(port, volumeOf(settings));
  const walker = createWalker(port);
  const minimap = options.minimap && createMinimap(options.minimap.parent, port, options.minimap.memory);
  minimap?.show(settings.minimap);
  const layer = document.createElement("div");
  layer.className = "player-names";
  layer.setAttribute("aria-hidden", "true");
  parent.append(layer);
  const deps = {
    port,
    walker,
    sink: createCommandSink(walker, options.onPageCommand ?? (() => {})),
    settings: () => settings,
    layer,
    onPerson: (key: string) => options.onPerson?.(key),
    onDrawn: () => {
      game.canvas.setAttribute("aria-busy", "false");
      options.onReady?.();
    },
  };
  const game: Phaser.Game = new Phaser.Game({
    type: chooseRenderer(),
    parent,
    backgroundColor: palette.sea0,
    pixelArt: true,
    banner: false,
    audio: { noAudio: true },
    disableContextMenu: true,
    // Our own system reads keys and leaves them to the focused element.
    // Two pointers, for a pinch with two fingers.
    input: { keyboard: false, gamepad: false, activePointers: 2 },
    scale: { mode: Phaser.Scale.RESIZE, width: "100%", height: "100%" },
    scene: [new LoadingScene(() => options.onFailed?.()), new IslandScene(deps)],
  });
  game.events.once(Phaser.Core.Events.READY, () => {
    // Phaser tests what a canvas can do with images that load while the renderer is already being created. When it loses that
    // race it draws "multiply" as plain paint, and the light would hide the island. Every browser can multiply.
    if (game.renderer instanceof Phaser.Renderer.Canvas.CanvasRenderer) {
      game.renderer.blendModes[Phaser.BlendModes.MULTIPLY] = "multiply";
    }
    game.canvas.tabIndex = 0;
    game.canvas.setAttribute("aria-busy", "true");
    game.canvas.setAttribute("role", "application");
    game.canvas.setAttribute("aria-label", "The island. Keys walk and gather; the settings show and change them.");
    // Inside: an outline outside of the canvas would be cut off.
    game.canvas.style.outlineOffset = "-3px";
  });
  return {
    step: (direction) => walker.step(direction),
    act: (action) => walker.act(action),
    apply: (next) => {
      const isRedrawn = next.reducedMotion !== settings.reducedMotion;
      settings = next;
      sound.setVolume(volumeOf(next));
      minimap?.show(next.minimap);
      // The scene creates what moves when it begins.
      if (isRedrawn && game.scene.isActive(sceneNames.island)) game.scene.getScene(sceneNames.island).scene.restart();
    },
    sound: (cue) => sound.play({ type: cue }),
    destroy: () => {
      // Destroying a game destroys its scenes without shutting them down, but the systems are disposed at shutdown.
      if (game.scene.isActive(sceneNames.island)) game.scene.stop(sceneNames.island);
      game.destroy(true);
      sound.destroy();
      minimap?.destroy();
      layer.remove();
    },
  };
}

function volumeOf({ muted, volume }: GameSettings): number {
  return muted ? 0 : volume;
}
