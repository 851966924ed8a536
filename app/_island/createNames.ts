import type { Person } from "@/game/painter/listSprites";
import { type Box, placeNames } from "@/game/painter/placeNames";
import { namePlayer } from "@/game/rules/playerName";

/** More names at once would be hard to read. */
const LABELS = 8;
/** World pixels from the foot to the lower edge of a name above the head, and to the upper edge of one below. */
const ABOVE_PX = 21;
const BELOW_PX = 3;
const FIGURE_PX = 12;

/** Where the world is on the screen. */
export type Projection = { left: number; top: number; zoom: number };

/**
 * Names of people on the picture, as text of the page: sharp, in the page's font and contrast, and as large as the reader
 * wants text to be.
 * @param layer Lies over the picture and has its size.
 * @param most Names at once.
 */
export function createNames(layer: HTMLElement, most = LABELS) {
  const labels = new Map<string, { element: HTMLElement; width: number; height: number }>();

  const labelOf = (key: string) => {
    const known = labels.get(key);
    if (known) return known;
    const element = document.createElement("span");
    element.className = "player-name";
    element.textContent = namePlayer(key);
    layer.append(element);
    const label = { element, width: element.offsetWidth, height: element.offsetHeight };
    labels.set(key, label);
    return label;
  };
  return {
    /** @param taken What no name may cover. */
    draw(people: readonly Person[], { left, top, zoom }: Projection, within: Box, taken: readonly Box[]): void {
      const named = people.slice(0, 2 * most).map(({ key, at }) => {
        const { width, height } = labelOf(key);
        const toY = (y: number) => (y - top) * zoom;
        const x = (at.x - left) * zoom;
        return {
          key,
          x,
          figure: FIGURE_PX * zoom,
          head: toY(at.y - ABOVE_PX),
          foot: toY(at.y + BELOW_PX),
          width,
          height,
        };
      });
      const placed = placeNames(named, within, taken, most);
      for (const [key, { element }] of labels) {
        const box = placed.get(key);
        element.style.visibility = box ? "visible" : "hidden";
        if (box) element.style.transform = `translate(${box.left}px, ${box.top}px)`;
        if (!named.some((each) => each.key === key)) {
          element.remove();
          labels.delete(key);
        }
      }
    },
    /** No names; also when letters have another size, and all are measured again. */
    clear(): void {
      for (const { element } of labels.values()) element.remove();
      labels.clear();
    },
  };
}
