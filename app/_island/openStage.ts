import { loadAtlas } from "@/game/painter/atlas";
import { createCrowd } from "@/game/painter/createCrowd";
import { readIsland } from "@/game/rules/island";
import type { Tile } from "@/game/rules/types";
import { createLoop } from "./createLoop";
import { createPicture, type Host } from "./createPicture";
import { pick } from "./pick";

const MOST_NAMES = 40;

type Point = { x: number; y: number };

export type StageOptions = {
  seed: number;
  /** A picture that changes only when something happened: nobody glides, no wind. */
  isStill: boolean;
};

/** An island on which somebody else says who is where. */
export type Stage = {
  /** Who is there now: they walk there from where they were, or jump. */
  put: (people: readonly { player: string; tile: Tile }[]) => void;
  /** Follows somebody; undefined: stays where it looks. */
  follow: (player: string | undefined) => void;
  /** Follows nobody any more and moves the view, in pixels of the screen. */
  moveBy: (by: Point) => void;
  /** Who is drawn at a point of the picture, in pixels of the screen from its upper left corner. */
  pickAt: (point: Point) => string | undefined;
  destroy: () => void;
};

/**
 * Opens a stage in a page.
 * @param host The elements of the page; `data-seed` on the canvas says that the island is painted.
 * @param signal Aborts when nobody waits for it any more.
 * @throws When a picture does not come, or the browser has no 2D canvas.
 */
export async function openStage(host: Host, { seed, isStill }: StageOptions, signal: AbortSignal): Promise<Stage> {
  const atlas = await loadAtlas();
  signal.throwIfAborted();
  const island = readIsland(BigInt(seed));
  const crowd = createCrowd(island);
  const known = new Map<string, Tile>();
  let focus: string | undefined;
  let place: Point | undefined;
  const show = { people: () => crowd.list(), focus: () => focus, place: () => place };
  const options = { circles: false, glides: !isStill, mostNames: MOST_NAMES };
  const picture = createPicture(host, { island, atlas, show }, options);

  const draw = (deltaMs: number) => {
    crowd.update(deltaMs);
    picture.draw(deltaMs);
    // At the edge of the island the view stops, and so does what it would look at.
    if (place) place = picture.looksAt();
  };
  const redraw = () => draw(0);
  const loop = createLoop(host.root, draw);
  loop.setPaused(isStill);
  const watcher = new ResizeObserver(() => {
    picture.measure();
    redraw();
  });
  watcher.observe(host.root);
  redraw();
  host.canvas.dataset.seed = String(seed);

  return {
    put(people) {
      const here = new Set(people.map(({ player }) => player));
      for (const player of known.keys()) {
        if (here.has(player)) continue;
        known.delete(player);
        crowd.remove(player);
      }
      for (const { player, tile } of people) {
        if (known.get(player) === tile) continue;
        if (isStill) crowd.remove(player);
        crowd.put(player, tile);
        known.set(player, tile);
      }
      if (isStill) redraw();
    },
    follow(player) {
      place = player === undefined ? (place ?? picture.looksAt()) : undefined;
      focus = player;
      if (isStill) redraw();
    },
    moveBy({ x, y }) {
      const from = place ?? picture.looksAt();
      focus = undefined;
      place = { x: from.x + x / picture.zoom(), y: from.y + y / picture.zoom() };
      if (isStill) redraw();
    },
    pickAt: (point) => pick(crowd.list(), picture.toWorld(point)),
    destroy() {
      loop.destroy();
      watcher.disconnect();
      picture.destroy();
      delete host.canvas.dataset.seed;
    },
  };
}
