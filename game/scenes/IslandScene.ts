import * as Phaser from "phaser";
import { WIND_MS } from "@/game/objects/beats";
import { createGround } from "@/game/objects/createGround";
import { createStage } from "@/game/objects/createStage";
import { placeDecor } from "@/game/objects/placeDecor";
import type { GamePort, GameSettings } from "@/game/ports";
import { createCameraSystem } from "@/game/systems/createCameraSystem";
import { createCampSystem } from "@/game/systems/createCampSystem";
import type { CommandSink } from "@/game/systems/createCommandSink";
import { createEffectSystem } from "@/game/systems/createEffectSystem";
import { createGainSystem } from "@/game/systems/createGainSystem";
import { createKeyboardSystem } from "@/game/systems/createKeyboardSystem";
import { createLightSystem } from "@/game/systems/createLightSystem";
import { createMarkSystem } from "@/game/systems/createMarkSystem";
import { createNameSystem } from "@/game/systems/createNameSystem";
import { createNodeSystem } from "@/game/systems/createNodeSystem";
import { createPadSystem } from "@/game/systems/createPadSystem";
import { createPlayerSystem } from "@/game/systems/createPlayerSystem";
import { createPointerSystem } from "@/game/systems/createPointerSystem";
import { createRouteSystem } from "@/game/systems/createRouteSystem";
import { createSkySystem } from "@/game/systems/createSkySystem";
import { createTideSystem } from "@/game/systems/createTideSystem";
import type { Walker } from "@/game/systems/createWalker";
import { sceneNames } from "./names";

/** After a tab was in the background, the missed time must not be caught up in one frame. */
const LONGEST_FRAME_MS = 250;

const NOWHERE = { x: -1000, y: -1000 };

export type SceneDeps = {
  port: GamePort;
  walker: Walker;
  sink: CommandSink;
  settings: () => GameSettings;
  /** Over the canvas, for the page's text. */
  layer: HTMLElement;
  /** Another player's figure was pressed. */
  onPerson: (key: string) => void;
  /** The island is drawn and accepts input. */
  onDrawn: () => void;
};

/** The island. Draws what the port says; keeps no state of the game itself. */
export class IslandScene extends Phaser.Scene {
  private readonly deps: SceneDeps;
  private frame: (deltaMs: number) => void = () => {};

  constructor(deps: SceneDeps) {
    super(sceneNames.island);
    this.deps = deps;
  }

  create(): void {
    const { port, walker, sink, settings, layer, onPerson } = this.deps;
    const { reducedMotion } = settings();
    const { island } = port.getView();
    const ground = createGround(this, island, reducedMotion);
    const stage = createStage(this);
    for (const { sprite, x, y } of placeDecor(island)) stage.add(sprite, x, y);
    const nodes = createNodeSystem(this, { port, stage });
    const marks = createMarkSystem(this, port, reducedMotion);
    const tide = createTideSystem(this, port, ground.picture);
    const camp = createCampSystem(this, { port, stage, reducedMotion });
    const players = createPlayerSystem(this, port);
    const camera = createCameraSystem(this, island, reducedMotion);
    const effects = createEffectSystem(this, { port, players, walker, reducedMotion });
    const gains = createGainSystem(this, { port, players, layer, reducedMotion });
    const route = createRouteSystem(this, { port, walker, players });
    const sky = createSkySystem(this, island, reducedMotion);
    const light = createLightSystem(this, { port, players });
    const names = createNameSystem(this, { players, layer });
    const keyboard = createKeyboardSystem({ sink, settings });
    const pad = createPadSystem(sink);
    const pointer = createPointerSystem(this, { port, walker, camera, players, onPerson });
    const wind = this.blowWind(stage.blow);
    const restart = this.restartOnNewIsland();

    this.frame = (deltaMs) => {
      pad.update();
      walker.update(deltaMs);
      players.update(deltaMs, camera.view);
      const self = players.self()?.at;
      camera.update(deltaMs, self);
      names.update(deltaMs);
      stage.show(camera.view);
      stage.reveal(self ?? NOWHERE);
      effects.update(deltaMs);
      sky.update(deltaMs);
      light.update();
    };
    this.deps.onDrawn();
    this.events.once(Phaser.Scenes.Events.SHUTDOWN, () => {
      this.frame = () => {};
      for (const dispose of [restart, wind, pointer, keyboard, route, gains, nodes, camp, tide, marks]) dispose();
      for (const system of [pad, names, light, sky, effects, camera, players, stage, ground]) system.destroy();
    });
  }

  override update(_timeMs: number, deltaMs: number): void {
    this.frame(Math.min(deltaMs, LONGEST_FRAME_MS));
  }

  private blowWind(blow: (beat: number) => void): () => void {
    if (this.deps.settings().reducedMotion) return () => {};
    let beat = 0;
    const timer = this.time.addEvent({ delay: WIND_MS, loop: true, callback: () => blow(beat++) });
    return () => timer.remove();
  }

  /** Another chain has another island: everything is drawn again. */
  private restartOnNewIsland(): () => void {
    const { seed } = this.deps.port.getView().island;
    return this.deps.port.subscribe(() => {
      if (this.deps.port.getView().island.seed !== seed) this.scene.restart();
    });
  }
}
