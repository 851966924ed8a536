import type { GamePort, TextMemory } from "@/game/ports";
import { readSelf } from "@/game/readSelf";
import type { Island, Tile } from "@/game/rules/types";
import { countExplored, type Explored, explore, isExplored, parseExplored, writeExplored } from "./explored";
import { chooseView, drawMark, MAP_PX, paintTile, VIEW_TILES } from "./paintMap";

/** The map does not need to be faster than the eye; drawing it takes about a millisecond. */
const DRAW_MS = 250;
const SAVE_MS = 3_000;

export type Minimap = { show: (on: boolean) => void; destroy: () => void };

/**
 * The part of the island that this browser has seen. A plain canvas over the scene: it changes a few times a second and
 * would only slow down the scene's renderer. A timer draws it, never a frame of the scene.
 * @param parent Where it is inserted; the page decides its position and size.
 */
export function createMinimap(parent: HTMLElement, port: GamePort, memory: TextMemory): Minimap {
  let { island } = port.getView();
  const canvas = document.createElement("canvas");
  canvas.width = VIEW_TILES * MAP_PX;
  canvas.height = VIEW_TILES * MAP_PX;
  canvas.dataset.testid = "minimap";
  canvas.setAttribute("role", "img");
  const context = canvas.getContext("2d");
  let explored: Explored = parseExplored(memory.read(), island);
  const pixels = new ImageData(island.width * MAP_PX, island.height * MAP_PX);
  const paintAll = () => {
    for (let tile = 0; tile < island.width * island.height; tile++) paintTile(pixels, island, explored, tile);
  };
  paintAll();
  let stoodOn: Tile | undefined;
  let drawn: unknown;
  let drawnSelf: string | undefined;
  let isShown = false;
  let saving: ReturnType<typeof setTimeout> | undefined;

  const save = () => {
    clearTimeout(saving);
    saving = undefined;
    memory.write(writeExplored(explored, island));
  };
  /** Each expedition may be on another island. */
  const change = (next: Island) => {
    if (next.seed === island.seed) return;
    if (saving !== undefined) save();
    island = next;
    explored = parseExplored(memory.read(), island);
    stoodOn = undefined;
    drawn = undefined;
    paintAll();
  };
  const look = (tile: Tile) => {
    if (tile === stoodOn) return;
    stoodOn = tile;
    const found = explore(explored, island, tile);
    for (const each of found) paintTile(pixels, island, explored, each);
    if (found.length > 0) saving ??= setTimeout(save, SAVE_MS);
  };
  const draw = () => {
    const view = port.getView();
    const { people, self, camps } = view;
    change(view.island);
    const own = readSelf(view)?.tile ?? island.camp;
    look(own);
    if (!context || !isShown || document.hidden || (drawn === people && drawnSelf === self)) return;
    drawn = people;
    drawnSelf = self;
    const part = chooseView(island, own);
    context.putImageData(pixels, -part.left * MAP_PX, -part.top * MAP_PX);
    for (const camp of camps) drawMark(context, island, part, camp, "camp");
    for (const [key, { tile }] of Object.entries(people)) {
      if (key !== self && isExplored(explored, tile)) drawMark(context, island, part, tile, "other");
    }
    if (self !== undefined) drawMark(context, island, part, own, "self");
    const share = Math.round((countExplored(explored) / (island.width * island.height)) * 100);
    canvas.dataset.explored = String(share);
    canvas.setAttribute(
      "aria-label",
      `Map: ${share} % seen. You are at column ${own % island.width}, row ${Math.floor(own / island.width)}; the camp is at column ${island.camp % island.width}, row ${Math.floor(island.camp / island.width)}.`,
    );
  };
  const timer = setInterval(draw, DRAW_MS);
  addEventListener("pagehide", save);
  return {
    show: (on) => {
      if (on === isShown) return;
      isShown = on;
      if (on) parent.append(canvas);
      else canvas.remove();
      drawn = undefined;
      draw();
    },
    destroy: () => {
      clearInterval(timer);
      removeEventListener("pagehide", save);
      if (saving !== undefined) save();
      canvas.remove();
    },
  };
}
