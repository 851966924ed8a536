import type * as Phaser from "phaser";
import { WING_MS } from "@/game/objects/beats";
import { TILE_PX } from "@/game/objects/ground/layers";
import { hashTile } from "@/game/objects/place";
import type { Island } from "@/game/rules/types";
import { depths, textureNames } from "@/game/scenes/names";

/** How far beyond the map something drifts before it comes back from the west. */
const MARGIN_PX = 90;

const wings = ["gull_0", "gull_1", "gull_2", "gull_3"] as const;
const GLIDING = wings[1];

type Drifter = { image: Phaser.GameObjects.Image; speed: number; rise: number; wings: boolean };

export type SkySystem = { update: (deltaMs: number) => void; destroy: () => void };

/** Shadows of clouds and a few gulls that cross the island. A fixed set that is reused. */
export function createSkySystem(scene: Phaser.Scene, island: Island, reducedMotion: boolean): SkySystem {
  if (reducedMotion) return { update: () => {}, destroy: () => {} };
  const width = island.width * TILE_PX;
  const height = island.height * TILE_PX;
  const roll = (n: number, salt: number) => (hashTile(n, salt) % 1000) / 1000;
  const clouds = Array.from({ length: 7 }, (_, n): Drifter => {
    const image = scene.add.image(
      roll(n, 1) * width,
      ((n + roll(n, 2)) / 7) * height,
      textureNames.sprites,
      `cloud_${n % 2}`,
    );
    image
      .setDepth(depths.sky)
      .setScale(1 + (n % 2))
      .setAlpha(0.55);
    return { image, speed: 0.005 + roll(n, 3) * 0.003, rise: 0, wings: false };
  });
  const gulls = Array.from({ length: 6 }, (_, n): Drifter => {
    const image = scene.add.image(roll(n, 4) * width, roll(n, 5) * height, textureNames.sprites, "gull_0");
    image.setDepth(depths.sky + 1);
    return { image, speed: 0.022 + roll(n, 6) * 0.014, rise: (roll(n, 7) - 0.5) * 0.01, wings: true };
  });
  const all = [...clouds, ...gulls];
  let ageMs = 0;
  let beat = -1;
  return {
    update(deltaMs) {
      ageMs += deltaMs;
      const wing = Math.floor(ageMs / WING_MS);
      for (let n = 0; n < all.length; n++) {
        const drifter = all[n];
        if (!drifter) continue;
        const { image } = drifter;
        image.x += drifter.speed * deltaMs;
        image.y += drifter.rise * deltaMs;
        if (image.x > width + MARGIN_PX) image.x = -MARGIN_PX;
        if (image.y < -MARGIN_PX) image.y = height + MARGIN_PX;
        if (image.y > height + MARGIN_PX) image.y = -MARGIN_PX;
        // Several wing beats, then a glide.
        if (!drifter.wings || wing === beat) continue;
        image.setFrame((wing + n * 3) % 14 < 6 ? (wings[(wing + n) & 3] ?? GLIDING) : GLIDING);
      }
      beat = wing;
    },
    destroy() {
      for (const { image } of all) image.destroy();
    },
  };
}
