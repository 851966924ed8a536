import type * as Phaser from "phaser";
import type { Person } from "@/game/ports";
import { biomeAt, SHALLOWS } from "@/game/rules/island";
import type { Direction, Island, Tile } from "@/game/rules/types";
import { depths, textureNames } from "@/game/scenes/names";
import { STEP_MS } from "./beats";
import type { Cloak } from "./cloaks";
import { createToolSwing, type Swung } from "./createToolSwing";
import { footOf, tileAt } from "./place";
import { type Stroller, strideOf, stroll } from "./stroll";

/** Duration of a glide (rolled back, or far away), however far it is. */
const GLIDE_MS = 380;
const HOP_MS = 200;
const BUMP_MS = 180;
/** How deep somebody stands in the shallows, in world pixels; the picture ends there. */
const WADE_PX = 5;

type Point = { x: number; y: number };

const STRIDES = 4;
const strides = (cloak: Cloak, facing: Direction): readonly string[] =>
  Array.from({ length: STRIDES }, (_, stride) => `wanderer_${cloak}_${facing}_${stride}`);

/**
 * One player on the island: walks along way points, hops and swings a tool when gathering, floats or wades in the shallows. One
 * long function, because all of it moves the same few pictures in every frame, without creating garbage.
 */
export type Wanderer = ReturnType<typeof createWanderer>;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one figure and its parts, moved together in every frame.
export function createWanderer(scene: Phaser.Scene, island: Island, cloak: Cloak, tile: Tile) {
  const at: Point = footOf(island, tile);
  // Listed once: building names in every frame would create garbage.
  const frames: Readonly<Record<Direction, readonly string[]>> = {
    north: strides(cloak, "north"),
    east: strides(cloak, "east"),
    south: strides(cloak, "south"),
    west: strides(cloak, "west"),
  };
  const raft = scene.add.image(at.x, at.y, textureNames.sprites, "raft").setVisible(false);
  const image = scene.add.image(at.x, at.y, textureNames.sprites, frames.south[0]);
  const lamp = scene.add.image(at.x, at.y, textureNames.sprites, "lamp").setVisible(false);
  const swing = createToolSwing(scene);
  const walker: Stroller = { at, way: [], facing: "south", travelled: 0, tileMs: STEP_MS };
  let glide: { from: Point; to: Point; ageMs: number } | undefined;
  let hopMs = HOP_MS;
  let bump: { direction: Direction; ageMs: number } | undefined;
  let shown = "";
  let visible = true;
  let inShallows = false;
  let isWading = false;
  let isLit = false;
  let bobMs = 0;

  const draw = (moving: boolean, deltaMs: number) => {
    const afloat = inShallows && !isWading;
    const stride = moving && !afloat ? strideOf(walker) : 0;
    const frame = frames[walker.facing][stride];
    if (frame !== undefined && frame !== shown) {
      image.setFrame(frame);
      shown = frame;
      if (inShallows && isWading) image.setCrop(0, 0, image.width, image.height - WADE_PX);
    }
    let x = at.x;
    let y = at.y;
    if (hopMs < HOP_MS) y -= Math.sin((hopMs / HOP_MS) * Math.PI) * 3;
    if (bump) {
      const push = Math.sin((bump.ageMs / BUMP_MS) * Math.PI) * 3;
      x += bump.direction === "east" ? push : bump.direction === "west" ? -push : 0;
      y += bump.direction === "south" ? push : bump.direction === "north" ? -push : 0;
    }
    if (afloat) {
      bobMs += deltaMs;
      y += Math.round(Math.sin(bobMs / 420)) - 1;
      raft.setPosition(Math.round(x), Math.round(y + 1)).setDepth(depths.standing + at.y - 0.5);
    } else if (inShallows) y += WADE_PX - 1;
    image.setPosition(x, y).setDepth(depths.standing + at.y);
    const side = walker.facing === "west" ? -6 : 6;
    if (isLit) lamp.setPosition(Math.round(x) + side, Math.round(y) - 7).setDepth(depths.standing + at.y + 0.2);
    swing.update(deltaMs, x, y, walker.facing);
  };

  const land = () => {
    const tileNow = tileAt(island, { x: at.x, y: at.y - 2 });
    const now = tileNow !== undefined && biomeAt(island, tileNow) === SHALLOWS;
    if (now === inShallows) return;
    inShallows = now;
    settle();
  };
  /** Shows what belongs to the place and the gear: raft, water up to the knees, lantern. */
  const settle = () => {
    raft.setVisible(inShallows && !isWading && visible);
    lamp.setVisible(isLit && visible);
    if (inShallows && isWading) image.setCrop(0, 0, image.width, image.height - WADE_PX);
    else image.setCrop();
  };
  land();
  draw(false, 0);

  return {
    at,
    /** What somebody wears decides how they look. */
    dress({ isWading: wading = false, isLit: lit = false }: Pick<Person, "isWading" | "isLit">): void {
      if (wading === isWading && lit === isLit) return;
      isWading = wading;
      isLit = lit;
      settle();
      draw(false, 0);
    },
    isLit: (): boolean => isLit,
    /**
     * Walks on to a tile next to the last way point.
     * @param tileMs How long the step takes.
     */
    walkTo(target: Tile, tileMs = STEP_MS): void {
      walker.tileMs = tileMs;
      if (glide) {
        walker.way = [];
        glide = { from: { ...at }, to: footOf(island, target), ageMs: 0 };
        return;
      }
      walker.way.push(footOf(island, target));
    },
    /** Slides to a tile without walking: for a prediction that failed, or a move that nobody saw. */
    glideTo(target: Tile): void {
      walker.way = [];
      glide = { from: { ...at }, to: footOf(island, target), ageMs: 0 };
    },
    /** Drawn or not; players out of view are not drawn. */
    show(on: boolean): void {
      if (on === visible) return;
      visible = on;
      image.setVisible(on);
      settle();
    },
    face(direction: Direction): void {
      if (walker.way.length === 0) walker.facing = direction;
    },
    hop(): void {
      hopMs = 0;
    },
    /** Swings a tool for a while. */
    swing: (tool: Swung, lastsMs: number): void => swing.start(tool, lastsMs),
    bump(direction: Direction): void {
      walker.facing = direction;
      bump = { direction, ageMs: 0 };
    },
    update(deltaMs: number): void {
      const idle = walker.way.length === 0 && !glide && !bump && hopMs >= HOP_MS && !swing.isBusy();
      if (idle && !(inShallows && !isWading)) {
        if (shown === frames[walker.facing][0]) return;
        draw(false, deltaMs);
        return;
      }
      hopMs = Math.min(HOP_MS, hopMs + deltaMs);
      if (bump) {
        bump.ageMs += deltaMs;
        if (bump.ageMs >= BUMP_MS) bump = undefined;
      }
      const moving = walker.way.length > 0;
      if (glide) {
        glide.ageMs += deltaMs;
        const t = Math.min(1, glide.ageMs / GLIDE_MS);
        const ease = t * t * (3 - 2 * t);
        at.x = glide.from.x + (glide.to.x - glide.from.x) * ease;
        at.y = glide.from.y + (glide.to.y - glide.from.y) * ease;
        image.setAlpha(0.6 + 0.4 * t);
        if (t === 1) glide = undefined;
      } else {
        stroll(walker, deltaMs);
      }
      land();
      draw(moving, deltaMs);
    },
    destroy(): void {
      for (const each of [image, raft, lamp, swing]) each.destroy();
    },
  };
}
