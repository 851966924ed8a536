import type { Atlas } from "@/game/painter/atlas";
import { seeTiles } from "@/game/painter/camera";
import { createPainter } from "@/game/painter/createPainter";
import { paintFigure } from "@/game/painter/paintFigure";
import { paintSigns, paintWay } from "@/game/painter/paintWay";
import { daylightAt } from "@/game/rules/daylight";
import { readIsland } from "@/game/rules/island";
import type { Tile } from "@/game/rules/types";
import type { Timeline } from "../timeline/createTimeline";
import { momentAt, type RunMoment, wayUntil } from "../timeline/momentAt";
import { signsOf } from "./signsOf";

export type RunPicture = {
  timeline: Timeline;
  account: string;
  /** Seconds since the start. */
  at: number;
  moment: RunMoment;
  /** The whole way, as far as it is known. */
  whole: readonly Tile[];
  /** Another expedition on the same island, at the same time since its start. */
  ghost: { timeline: Timeline; account: string } | undefined;
};

/** Returns where the ghost's head is: from the left and from the top, each as a share of the picture. */
export type RunPainter = { draw: (picture: RunPicture) => { x: number; y: number } | undefined };

/** The light changes in this many steps: the island is drawn anew with each. */
const LIGHTS = 24;

type Canvases = { ground: HTMLCanvasElement; top: HTMLCanvasElement };
type Deps = { atlas: Atlas; seed: number; tiles: readonly Tile[] };

/**
 * Draws a replay on two canvases: the island, which changes with the light only, and on top of it what moves.
 * @param canvases Of the same size.
 * @param deps `tiles`: what must be seen of the island.
 */
export function createRunPainter({ ground, top }: Canvases, { atlas, seed, tiles }: Deps): RunPainter {
  const island = readIsland(BigInt(seed));
  const painter = createPainter(ground, { island, atlas });
  const context = top.getContext("2d");
  if (!context) throw new Error("This browser has no 2D canvas; the way cannot be drawn.");
  const camera = seeTiles(island, tiles, top);
  let shownLight: number | undefined;
  return {
    draw({ timeline, account, at, moment, whole, ghost }) {
      const light = Math.round(daylightAt(timeline.plan.length, at) * LIGHTS) / LIGHTS;
      if (light !== shownLight) painter.draw({ people: [], timeMs: 0, daytime: light }, camera);
      shownLight = light;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, top.width, top.height);
      paintWay(context, island, camera, { way: whole, look: "ahead" });
      paintWay(context, island, camera, { way: wayUntil(timeline, at), head: moment.next, look: "walked" });
      const other = ghost && momentAt(ghost.timeline, at);
      if (ghost)
        paintWay(context, island, camera, { way: wayUntil(ghost.timeline, at), head: other?.next, look: "ghost" });
      paintSigns(context, island, camera, signsOf(timeline.marks, at));
      const scene = { island, atlas, camera };
      const head = ghost && other && paintFigure(context, scene, { ...other, key: ghost.account });
      paintFigure(context, scene, { ...moment, key: account });
      return head && { x: head.x / top.width, y: head.y / top.height };
    },
  };
}
