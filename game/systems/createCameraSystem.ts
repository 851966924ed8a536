import type * as Phaser from "phaser";
import { TILE_PX } from "@/game/objects/ground/layers";
import { middleOf } from "@/game/objects/place";
import type { Island } from "@/game/rules/types";
import { chooseZoom, stepZoom } from "./zoom";

/** Time in which the camera covers about two thirds of its distance to the player. */
const FOLLOW_MS = 190;
/** Without a player to follow it circles the camp, slowly. */
const CIRCLE_MS = 90_000;
const CIRCLE_PX = 150;

export type CameraSystem = ReturnType<typeof createCameraSystem>;

/**
 * Follows by time, not by frames (Phaser's own lerp is per frame), and stops on whole screen pixels, so that the pixels
 * of the ground never shimmer.
 */
export function createCameraSystem(scene: Phaser.Scene, island: Island, reducedMotion: boolean) {
  const camera = scene.cameras.main;
  const world = { width: island.width * TILE_PX, height: island.height * TILE_PX };
  const centre = { ...middleOf(island, island.camp) };
  const camp = { ...centre };
  let settled = false;
  let ageMs = 0;
  let chosen: number | undefined;

  const resize = () => {
    const least = stepZoom(1, -1, scene.scale, world);
    camera.setZoom(chosen === undefined ? chooseZoom(scene.scale, world) : Math.max(chosen, least));
  };
  resize();
  scene.scale.on("resize", resize);

  return {
    view: camera.worldView,
    zoomBy(step: 1 | -1): void {
      chosen = stepZoom(camera.zoom, step, scene.scale, world);
      resize();
    },
    update(deltaMs: number, target: { x: number; y: number } | undefined): void {
      ageMs += deltaMs;
      const turn = reducedMotion ? 0 : (ageMs / CIRCLE_MS) * Math.PI * 2;
      const goalX = target ? target.x : camp.x + Math.sin(turn) * CIRCLE_PX;
      const goalY = target ? target.y - TILE_PX / 2 : camp.y + (1 - Math.cos(turn)) * CIRCLE_PX * 0.6;
      const share = settled && !(reducedMotion && target) ? 1 - Math.exp(-deltaMs / FOLLOW_MS) : 1;
      settled = true;
      centre.x += (goalX - centre.x) * share;
      centre.y += (goalY - centre.y) * share;
      const { zoom, width, height } = camera;
      const halfX = width / zoom / 2;
      const halfY = height / zoom / 2;
      const x = clamp(centre.x, halfX, world.width - halfX);
      const y = clamp(centre.y, halfY, world.height - halfY);
      const left = Math.round((x - halfX) * zoom) / zoom;
      const top = Math.round((y - halfY) * zoom) / zoom;
      camera.setScroll(left + halfX - width / 2, top + halfY - height / 2);
    },
    destroy(): void {
      scene.scale.off("resize", resize);
    },
  };
}

function clamp(value: number, low: number, high: number): number {
  return low > high ? (low + high) / 2 : Math.min(high, Math.max(low, value));
}
