import type * as Phaser from "phaser";
import { namePlayer } from "@/game/rules/playerName";
import { chooseLabels, type LabelSpot } from "./chooseLabels";
import type { OtherPlayer, PlayerSystem } from "./createPlayerSystem";

/** More names at once would be hard to read. */
const LABELS = 8;
/** How often the named players are chosen again; in between names follow their players. */
const CHOOSE_MS = 250;
/** World pixels from the foot to the lower edge of the name. */
const ABOVE_PX = 21;

/** About half the width of a name. */
const EDGE_PX = 56;

/** From the foot to the upper edge of a name below its player, and the height of a name in CSS pixels. */
const BELOW_PX = 3;
const HEIGHT_PX = 20;

type Label = {
  element: HTMLElement;
  other: OtherPlayer | undefined;
  key: string;
  /** Below the feet: above the head it would cover the player's own figure. */
  isBelow: boolean;
  x: number;
  y: number;
};

export type NameSystem = { update: (deltaMs: number) => void; destroy: () => void };

/**
 * Names over other players' heads, as text of the page: sharp at every zoom, in the page's font and contrast. A fixed set
 * of elements moved by transforms; hidden from screen readers, which have the list in words.
 * @param layer Lies over the canvas and has its size.
 */
export function createNameSystem(scene: Phaser.Scene, deps: { players: PlayerSystem; layer: HTMLElement }): NameSystem {
  const { players, layer } = deps;
  const camera = scene.cameras.main;
  const labels = Array.from({ length: LABELS }, (): Label => {
    const element = document.createElement("span");
    element.className = "player-name";
    element.hidden = true;
    layer.append(element);
    return { element, other: undefined, key: "", isBelow: false, x: Number.NaN, y: Number.NaN };
  });
  let waitMs = 0;

  const toScreenX = (x: number) => (x - camera.scrollX - camera.width / 2) * camera.zoom + camera.width / 2;
  const toScreenY = (y: number) => (y - camera.scrollY - camera.height / 2) * camera.zoom + camera.height / 2;

  /** Whether a name above this head would hide the figure of the player. */
  const isOver = (spot: { x: number; y: number }, own: { x: number; y: number }) =>
    Math.abs(spot.x - toScreenX(own.x)) < EDGE_PX + 8 * camera.zoom &&
    spot.y > toScreenY(own.y - ABOVE_PX) &&
    spot.y - HEIGHT_PX < toScreenY(own.y);

  const choose = () => {
    const middle = players.self()?.at;
    const spots: (LabelSpot & { other: OtherPlayer })[] = [];
    for (const other of players.others()) {
      const { at } = other.wanderer;
      const x = toScreenX(at.x);
      const y = toScreenY(at.y - ABOVE_PX);
      if (x < 0 || y < 0 || x > camera.width || y > camera.height) continue;
      const distance = Math.hypot(x - (middle ? toScreenX(middle.x) : camera.width / 2), y - camera.height / 2);
      spots.push({ key: other.key, x, y, distance, other });
    }
    const chosen = chooseLabels(spots, LABELS);
    labels.forEach((label, index) => {
      const spot = chosen[index];
      label.isBelow = spot !== undefined && middle !== undefined && isOver(spot, middle);
      const key = chosen[index]?.key ?? "";
      label.other = spots.find((spot) => spot.key === key)?.other;
      if (label.key === key) return;
      label.key = key;
      label.element.hidden = key === "";
      if (key !== "") label.element.textContent = namePlayer(key);
    });
  };

  return {
    update(deltaMs) {
      waitMs -= deltaMs;
      if (waitMs <= 0) {
        waitMs = CHOOSE_MS;
        choose();
      }
      for (let i = 0; i < labels.length; i++) {
        const label = labels[i];
        if (!label?.other) continue;
        const { at } = label.other.wanderer;
        // A player at the edge keeps the whole name.
        const x = Math.round(Math.min(camera.width - EDGE_PX, Math.max(EDGE_PX, toScreenX(at.x))));
        const y = Math.round(label.isBelow ? toScreenY(at.y + BELOW_PX) + HEIGHT_PX : toScreenY(at.y - ABOVE_PX));
        if (x === label.x && y === label.y) continue;
        label.x = x;
        label.y = y;
        label.element.style.transform = `translate(-50%, -100%) translate(${x}px, ${y}px)`;
      }
    },
    destroy() {
      for (const { element } of labels) element.remove();
    },
  };
}
