import type { GamePort, TextMemory } from "@/game/ports";
import { readPlayer } from "@/game/rules/player";
import type { Tile } from "@/game/rules/types";
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
  const { island } = port.getSnapshot();
  const canvas = document.createElement("canvas");
  canvas.width = VIEW_TILES * MAP_PX;
  canvas.height = VIEW_TILES * MAP_PX;
  canvas.dataset.testid = "minimap";
  canvas.setAttribute("role", "img");
  const context = canvas.getContext("2d");
  const explored: Explored = parseExplored(memory.read(), island);
  const pixels = new ImageData(island.width * MAP_PX, island.height * MAP_PX);
  for (let tile = 0; tile < island.width * island.height; tile++) paintTile(pixels, island, explored, tile);
  let stoodOn: Tile | undefined;
  let drawn: unknown;
  let drawnSelf: string | undefined;
  let isShown = false;
  let saving: ReturnType<typeof setTimeout> | undefined;

  const save = () => {
    clearTimeout(saving);
    saving = undefined;
    memory.write(writeExplored(explored));
  };
  const look = (tile: Tile) => {
    if (tile === stoodOn) return;
    stoodOn = tile;
    const found = explore(explored, island, tile);
    for (const each of found) paintTile(pixels, island, explored, each);
    if (found.length > 0) saving ??= setTimeout(save, SAVE_MS);
  };
  const draw = () => {
    const { world, self } = port.getSnapshot();
    const own = self === undefined ? island.camp : readPlayer(world, self).tile;
    look(own);
    if (!context || !isShown || document.hidden || (drawn === world.players && drawnSelf === self)) return;
    drawn = world.players;
    drawnSelf = self;
    const view = chooseView(island, own);
    context.putImageData(pixels, -view.left * MAP_PX, -view.top * MAP_PX);
    drawMark(context, island, view, island.camp, "camp");
    for (const [key, { tile }] of Object.entries(world.players)) {
      if (key !== self && isExplored(explored, tile)) drawMark(context, island, view, tile, "other");
    }
    if (self !== undefined) drawMark(context, island, view, own, "self");
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
