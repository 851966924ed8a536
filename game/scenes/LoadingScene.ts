import * as Phaser from "phaser";
import { sceneNames, textureNames } from "./names";

/** Loads the two atlases and hands over. */
export class LoadingScene extends Phaser.Scene {
  constructor() {
    super(sceneNames.loading);
  }

  preload(): void {
    this.load.setPath("/game/");
    for (const name of Object.values(textureNames)) this.load.atlas(name, `${name}.png`, `${name}.json`);
  }

  create(): void {
    this.scene.start(sceneNames.island);
  }
}
