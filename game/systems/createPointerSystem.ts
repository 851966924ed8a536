import type * as Phaser from "phaser";
import { chooseTarget } from "@/game/objects/chooseTarget";
import { pickPerson } from "@/game/objects/pickPerson";
import { middleOf } from "@/game/objects/place";
import type { GamePort } from "@/game/ports";
import { resourceAt } from "@/game/rules/island";
import type { Tile } from "@/game/rules/types";
import { depths, textureNames } from "@/game/scenes/names";
import type { CameraSystem } from "./createCameraSystem";
import type { PlayerSystem } from "./createPlayerSystem";
import type { Walker } from "./createWalker";
import { readGesture } from "./readGesture";

/** Two fingers must move apart or together by this share before the zoom changes. */
const PINCH_SHARE = 0.28;
/** World pixels by which a thumb may miss a figure, where nothing else is meant. */
const THUMB_PX = 5;

type Deps = {
  port: GamePort;
  walker: Walker;
  camera: CameraSystem;
  players: PlayerSystem;
  /** Another player's figure was pressed. */
  onPerson: (key: string) => void;
};

/**
 * Mouse and touch: tap or click walks there and gathers what grows there, on another player it asks for their card and walks
 * nowhere; a swipe is one step, wheel and pinch zoom. One long function, because its listeners share what the fingers did so far.
 */
export function createPointerSystem(scene: Phaser.Scene, deps: Deps): () => void {
  const { port, walker, camera, players, onPerson } = deps;
  const { island } = port.getView();
  const hover = scene.add.image(0, 0, textureNames.sprites, "reach_0").setDepth(depths.marks).setVisible(false);
  let pinchPx = 0;
  let pinched = false;
  let hovered: Tile | undefined;

  const hasSomething = (tile: Tile) => resourceAt(island, tile) !== 0 && !port.getView().emptied.has(tile);
  const tileUnder = (pointer: { x: number; y: number }) =>
    chooseTarget(island, scene.cameras.main.getWorldPoint(pointer.x, pointer.y), hasSomething);

  const personUnder = (pointer: { x: number; y: number }, nearPx = 0) =>
    pickPerson(
      players.others().map(({ key, wanderer }) => ({ key, at: wanderer.at })),
      scene.cameras.main.getWorldPoint(pointer.x, pointer.y),
      nearPx,
    );
  const onDown = () => {
    // After a click on the island, keys belong to it, not to the button used before. Focusing the canvas itself
    // would draw a focus ring around the game for everybody who taps.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const apart = readApart(scene);
    if (apart > 0) {
      pinchPx = apart;
      pinched = true;
    } else pinched = false;
  };
  const onMove = (pointer: Phaser.Input.Pointer) => {
    const apart = readApart(scene);
    if (apart > 0) {
      if (Math.abs(apart / pinchPx - 1) < PINCH_SHARE) return;
      camera.zoomBy(apart > pinchPx ? 1 : -1);
      pinchPx = apart;
      return;
    }
    if (pointer.wasTouch) return;
    scene.game.canvas.style.cursor = personUnder(pointer) === undefined ? "" : "pointer";
    const tile = tileUnder(pointer);
    if (tile === hovered) return;
    hovered = tile;
    const mark = tile !== undefined && port.getView().playable && hasSomething(tile);
    hover.setVisible(mark);
    if (mark && tile !== undefined) {
      const { x, y } = middleOf(island, tile);
      hover.setPosition(x, y);
    }
  };
  const onOut = () => {
    scene.game.canvas.style.cursor = "";
    hovered = undefined;
    hover.setVisible(false);
  };
  const onUp = (pointer: Phaser.Input.Pointer) => {
    onOut();
    if (pinched) return;
    const from = { x: pointer.downX, y: pointer.downY };
    const gesture = readGesture(from, pointer);
    if (gesture?.type === "swipe" && pointer.wasTouch) walker.step(gesture.direction);
    if (gesture?.type !== "tap") return;
    const tile = tileUnder(gesture.at);
    const isNode = tile !== undefined && hasSomething(tile);
    const person = personUnder(gesture.at, pointer.wasTouch && !isNode ? THUMB_PX : 0);
    if (person !== undefined) return onPerson(person);
    if (tile !== undefined) walker.goTo(tile, isNode);
  };
  const onWheel = (_pointer: unknown, _over: unknown, _dx: number, dy: number) => {
    if (dy !== 0) camera.zoomBy(dy < 0 ? 1 : -1);
  };

  scene.input.on("pointerdown", onDown);
  scene.input.on("pointermove", onMove);
  scene.input.on("pointerup", onUp);
  scene.input.on("gameout", onOut);
  scene.input.on("wheel", onWheel);
  return () => {
    scene.input.off("pointerdown", onDown);
    scene.input.off("pointermove", onMove);
    scene.input.off("pointerup", onUp);
    scene.input.off("gameout", onOut);
    scene.input.off("wheel", onWheel);
    hover.destroy();
  };
}

/** How far two fingers on the screen are apart, in CSS pixels; 0 with fewer. */
function readApart({ input: { pointer1, pointer2 } }: Phaser.Scene): number {
  if (!pointer1?.isDown || !pointer2?.isDown) return 0;
  return Math.hypot(pointer1.x - pointer2.x, pointer1.y - pointer2.y);
}
