import type * as Phaser from "phaser";
import type { Gain, GamePort } from "@/game/ports";
import type { PlayerSystem } from "./createPlayerSystem";

/** As many at once as can be read. */
const SLOTS = 5;
const SHOWN_MS = 1_500;
/** World pixels above the foot at which something appears: over the head, or at the foot. */
const OVER_HEAD = 26;
const AT_FOOT = 2;

/**
 * What an action brought, as text of the page: it rises from the player and flies to the pack below the island. A fall and the item
 * that closed ground asks for stay where they are. Hidden from screen readers, which have the log.
 */
export function createGainSystem(
  scene: Phaser.Scene,
  deps: { port: GamePort; players: PlayerSystem; layer: HTMLElement; reducedMotion: boolean },
): () => void {
  const { port, players, layer, reducedMotion } = deps;
  const camera = scene.cameras.main;
  const slots = Array.from({ length: SLOTS }, () => {
    const element = document.createElement("span");
    element.className = "player-gain";
    element.hidden = true;
    layer.append(element);
    return element;
  });
  let next = 0;

  const show = ({ text, item }: Gain, tone: "gain" | "loss" | "need", above: number) => {
    const at = players.self()?.at;
    const element = slots[next++ % SLOTS];
    if (!at || !element) return;
    const x = Math.round((at.x - camera.worldView.x) * camera.zoom);
    const y = Math.round((at.y - above - camera.worldView.y) * camera.zoom);
    for (const each of element.getAnimations()) each.cancel();
    element.dataset.tone = tone;
    element.replaceChildren(...(item === undefined ? [] : [pictureOf(item)]), text);
    element.hidden = false;
    const here = `translate(-50%, -50%) translate(${x}px, ${y}px)`;
    const flies = tone === "gain" && item !== undefined && !reducedMotion;
    const there = flies
      ? `translate(-50%, -50%) translate(${Math.round(camera.width / 2)}px, ${camera.height - 40}px) scale(0.6)`
      : `translate(-50%, -50%) translate(${x}px, ${y - (reducedMotion ? 0 : 14)}px)`;
    const shown = element.animate(
      [
        { transform: here, opacity: 0 },
        { transform: here, opacity: 1, offset: 0.1 },
        { transform: here, opacity: 1, offset: 0.55 },
        { transform: there, opacity: flies ? 0.4 : 0 },
      ],
      { duration: SHOWN_MS, easing: "ease-in", fill: "both" },
    );
    shown.onfinish = () => {
      element.hidden = true;
    };
  };

  const undo = port.onEffect((effect) => {
    if (effect.type === "played" && effect.gain) show(effect.gain, "gain", OVER_HEAD);
    if (effect.type === "fell") show({ text: effect.text }, "loss", OVER_HEAD);
    if (effect.type === "refused" && effect.missing) {
      show({ text: `needs ${effect.missing}`, item: effect.missing }, "need", AT_FOOT);
    }
  });
  return () => {
    undo();
    for (const element of slots) element.remove();
  };
}

/** The page's picture of an item, named as in the table. */
function pictureOf(item: string): HTMLImageElement {
  const image = document.createElement("img");
  image.src = `/game/items/${item}.png`;
  image.alt = "";
  return image;
}
