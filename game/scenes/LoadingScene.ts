import * as Phaser from "phaser";
import { sceneNames, textureNames } from "./names";

/** Loads the two atlases and starts the island. */
export class LoadingScene extends Phaser.Scene {
  private readonly onFailed: () => void;
  private isComplete = true;

  /** @param onFailed Called when a picture fails to load: then there is no island to play on. */
  constructor(onFailed: () => void) {
    super(sceneNames.loading);
    this.onFailed = onFailed;
  }

  preload(): void {
    this.load.on(Phaser.Loader.Events.FILE_LOAD_ERROR, () => {
      this.isComplete = false;
    });
    this.load.setPath("/game/");
    for (const name of Object.values(textureNames)) this.load.atlas(name, `${name}.png`, `${name}.json`);
  }

  create(): void {
    if (this.isComplete) this.scene.start(sceneNames.island);
    else this.onFailed();
  }
}
