import type * as Phaser from "phaser";
import { footOf, middleOf } from "@/game/objects/place";
import type { GamePort, GameView, Mark } from "@/game/ports";
import { depths, textureNames } from "@/game/scenes/names";

const LOOK_MS = 500;
const FLAG_MS = 420;

/** What stands on the ground; the rest lies flat. */
const standing: ReadonlySet<Mark["look"]> = new Set<Mark["look"]>(["errand", "cairn"]);

/** Disturbed earth, holes, flags and cairns of the view. Redrawn when they change; the tide changes them too, so time is looked at. */
export function createMarkSystem(scene: Phaser.Scene, port: GamePort, reducedMotion: boolean): () => void {
  const { island } = port.getView();
  const images = new Map<string, Phaser.GameObjects.Image>();
  let drawn: GameView["marks"] = [];

  const add = ({ tile, look }: Mark): Phaser.GameObjects.Image => {
    const isStanding = standing.has(look);
    const { x, y } = isStanding ? footOf(island, tile) : middleOf(island, tile);
    const frame = look === "errand" ? "errand_0" : look;
    const image = scene.add.image(x, y, textureNames.sprites, frame);
    // An errand leads there, so no tree may hide it. A cairn is behind a player on the same tile.
    if (look === "errand") return image.setDepth(depths.bits - 1);
    return image.setDepth(isStanding ? depths.standing + y - 2 : depths.flat);
  };
  const onChange = () => {
    const { marks } = port.getView();
    if (marks === drawn) return;
    drawn = marks;
    const wanted = new Map(marks.map((mark) => [`${mark.look} ${mark.tile}`, mark]));
    for (const [key, image] of images) {
      if (wanted.has(key)) continue;
      image.destroy();
      images.delete(key);
    }
    for (const [key, mark] of wanted) if (!images.has(key)) images.set(key, add(mark));
  };
  onChange();
  const unsubscribe = port.subscribe(onChange);
  const timers = [scene.time.addEvent({ delay: LOOK_MS, loop: true, callback: onChange })];
  let beat = 0;
  const wave = () => {
    beat++;
    for (const [key, image] of images) if (key.startsWith("errand")) image.setFrame(`errand_${beat & 1}`);
  };
  if (!reducedMotion) timers.push(scene.time.addEvent({ delay: FLAG_MS, loop: true, callback: wave }));
  return () => {
    unsubscribe();
    for (const timer of timers) timer.remove();
    for (const image of images.values()) image.destroy();
  };
}
