import { WING_MS } from "@/game/objects/beats";
import { TILE_PX } from "@/game/objects/ground/layers";
import { footOf, hashTile } from "@/game/objects/place";
import { fireOffset } from "@/game/objects/placeDecor";
import type { Island } from "@/game/rules/types";

/** Something in the air: its middle in world pixels. */
export type Airborne = { sprite: string; x: number; y: number; scale: number; alpha: number };

const CLOUDS = 7;
const GULLS = 6;
/** How far beyond the map something drifts before it comes back from the west. */
const MARGIN_PX = 90;
const PUFFS = 6;
const PUFF_MS = 2_400;

const roll = (n: number, salt: number) => (hashTile(n, salt) % 1000) / 1000;

/** Pure: the smoke of the camp fire, shadows of clouds and a few gulls, at a time. All of it is a function of the time. */
export function listSky(island: Island, timeMs: number): readonly Airborne[] {
  const width = island.width * TILE_PX;
  const height = island.height * TILE_PX;
  const drift = (x: number, speed: number) => ((x + speed * timeMs + MARGIN_PX) % (width + 2 * MARGIN_PX)) - MARGIN_PX;
  const clouds = Array.from({ length: CLOUDS }, (_, n): Airborne => {
    const x = drift(roll(n, 1) * width, 0.005 + roll(n, 3) * 0.003);
    return { sprite: `cloud_${n % 2}`, x, y: ((n + roll(n, 2)) / CLOUDS) * height, scale: 1 + (n % 2), alpha: 0.55 };
  });
  const wing = Math.floor(timeMs / WING_MS);
  const gulls = Array.from({ length: GULLS }, (_, n): Airborne => {
    const x = drift(roll(n, 4) * width, 0.022 + roll(n, 6) * 0.014);
    // Several wing beats, then a glide.
    const beat = (wing + n * 3) % 14 < 6 ? (wing + n) & 3 : 1;
    return { sprite: `gull_${beat}`, x, y: roll(n, 5) * height, scale: 1, alpha: 1 };
  });
  return [...listSmoke(island, timeMs), ...clouds, ...gulls];
}

function listSmoke(island: Island, timeMs: number): readonly Airborne[] {
  const camp = footOf(island, island.camp);
  return Array.from({ length: PUFFS }, (_, n) => {
    const age = (timeMs / PUFF_MS + n / PUFFS) % 1;
    const x = camp.x + fireOffset.x + age * (roll(n, 8) * 16 - 3);
    const y = camp.y + fireOffset.y - 16 - age * (22 + roll(n, 9) * 16);
    return { sprite: "bit_smoke", x, y, scale: 0.6 + age * 0.9, alpha: 0.4 * (1 - age) };
  });
}
