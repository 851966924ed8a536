import type { Atlas } from "@/game/painter/atlas";
import { campOf, keepOnIsland, zoomFor } from "@/game/painter/camera";
import { createPainter } from "@/game/painter/createPainter";
import type { Person } from "@/game/painter/listSprites";
import type { Box } from "@/game/painter/placeNames";
import type { Island } from "@/game/rules/types";
import { createNames } from "./createNames";
import { freeArea } from "./freeArea";

/** The elements of the page. What lies over the picture is marked with `data-over-island`. */
export type Host = { root: HTMLElement; canvas: HTMLCanvasElement; layer: HTMLElement };

/** Who is on the picture. */
export type Shown = {
  people: () => readonly Person[];
  /** Whom the camera follows; undefined: it looks at `place`. */
  focus: () => string | undefined;
  /** In world pixels. Absent or undefined: the camp. */
  place?: () => Point | undefined;
};

type Point = { x: number; y: number };

export type PictureOptions = {
  /** Circles slowly around what it shows. Default: it does. */
  circles?: boolean;
  /** Goes to somebody else bit by bit, and not at once. Default: it does. */
  glides?: boolean;
  /** Names at once; the default is what can be read beside a page's words. */
  mostNames?: number;
};

/** The sun stands low, as on the other pages: dusk, and the fire is seen. */
const DAYTIME = 0.84;
/** Time in which the camera covers about two thirds of its way to somebody. */
const FOLLOW_MS = 1_600;
/** Around what it follows it circles, slowly. */
const CIRCLE_MS = 80_000;
const CIRCLE_PX = 22;
/** The camera looks at the middle of a figure, not at its feet. */
const LIFT_PX = 10;

/**
 * The picture of the page: one canvas with a pixel for each pixel of the world, enlarged by the browser. So a frame is cheap
 * on every device, and the camera still moves by pixels of the screen.
 */
export function createPicture(
  { root, canvas, layer }: Host,
  deps: { island: Island; atlas: Atlas; show: Shown },
  { circles = true, glides = true, mostNames }: PictureOptions = {},
) {
  const { island, show } = deps;
  const painter = createPainter(canvas, deps);
  const names = createNames(layer, mostNames);
  const camp = campOf(island);
  let centre: Point | undefined;
  let corner: Point = { x: 0, y: 0 };
  let timeMs = 0;
  let zoom = 1;
  let whole: Box = { left: 0, top: 0, width: 0, height: 0 };
  let taken: readonly Box[] = [];
  let free = whole;

  const measure = () => {
    const { left, top, width, height } = root.getBoundingClientRect();
    whole = { left: 0, top: 0, width, height };
    zoom = zoomFor(island, whole);
    taken = [...root.querySelectorAll("[data-over-island]")].map((element) => {
      const box = element.getBoundingClientRect();
      return { left: box.left - left, top: box.top - top, width: box.width, height: box.height };
    });
    free = taken.reduce<Box>(freeArea, whole);
    canvas.width = Math.ceil(width / zoom) + 1;
    canvas.height = Math.ceil(height / zoom) + 1;
    canvas.style.width = `${canvas.width * zoom}px`;
    canvas.style.height = `${canvas.height * zoom}px`;
    names.clear();
  };
  measure();

  return {
    /** The page has another size, or what lies over the picture has. */
    measure,
    draw(deltaMs: number): void {
      timeMs += deltaMs;
      const people = show.people();
      const followed = people.find(({ key }) => key === show.focus());
      const place = followed ? undefined : show.place?.();
      const goal = followed?.at ?? place ?? camp;
      const share = glides && !place ? 1 - Math.exp(-deltaMs / FOLLOW_MS) : 1;
      centre = centre
        ? { x: centre.x + (goal.x - centre.x) * share, y: centre.y + (goal.y - centre.y) * share }
        : { ...goal };
      const turn = (timeMs / CIRCLE_MS) * Math.PI * 2;
      // What is followed stands in the middle of what is free.
      const asideX = (free.left + (free.width - whole.width) / 2) / zoom;
      const asideY = (free.top + (free.height - whole.height) / 2) / zoom;
      const circle = circles ? CIRCLE_PX : 0;
      const x = centre.x + Math.sin(turn) * circle - asideX;
      const y = centre.y - LIFT_PX + (1 - Math.cos(turn)) * circle * 0.6 - asideY;
      const size = { width: whole.width / zoom, height: whole.height / zoom };
      const kept = keepOnIsland({ x, y, zoom: 1 }, island, size);
      const left = kept.x - size.width / 2;
      const top = kept.y - size.height / 2;
      corner = { x: left, y: top };
      const canvasX = Math.floor(left);
      const canvasY = Math.floor(top);
      canvas.style.transform = `translate(${round((canvasX - left) * zoom)}px, ${round((canvasY - top) * zoom)}px)`;
      const camera = { x: canvasX + canvas.width / 2, y: canvasY + canvas.height / 2, zoom: 1 };
      painter.draw({ people, timeMs, daytime: DAYTIME }, camera);
      const others = people.filter((person) => person !== followed);
      names.draw(followed ? [followed, ...others] : people, { left, top, zoom }, whole, taken);
    },
    /** The point of the world at a point of the picture, which is given in pixels of the screen from its upper left corner. */
    toWorld: ({ x, y }: Point): Point => ({ x: corner.x + x / zoom, y: corner.y + y / zoom }),
    /** The point that would have to be looked at for what is seen now, within the edges of the island. */
    looksAt: (): Point => ({
      x: corner.x + (free.left + free.width / 2) / zoom,
      y: corner.y + (free.top + free.height / 2) / zoom + LIFT_PX,
    }),
    /** Pixels of the screen for each one of the world. */
    zoom: () => zoom,
    destroy: names.clear,
  };
}

/** To whole pixels of the screen. */
function round(px: number): number {
  return Math.round(px * devicePixelRatio) / devicePixelRatio;
}
