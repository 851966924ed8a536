/** Light to multiply with, from dawn (0) to nightfall (1). Never so dark that tiles look the same. */
const hours: readonly (readonly [at: number, red: number, green: number, blue: number])[] = [
  [0, 238, 196, 206],
  [0.12, 255, 232, 214],
  [0.35, 255, 252, 240],
  [0.6, 255, 246, 224],
  [0.8, 255, 214, 170],
  [0.92, 226, 160, 164],
  [1, 128, 120, 186],
];

/** Discs of light around the camp fire, on top of each other: their scales, and how bright each is at nightfall. */
export const FIRE = { scales: [1.35, 0.9, 0.5], alpha: 0.13 } as const;

/** 0xrrggbb at a time of day. */
export function lightAt(daytime: number): number {
  const time = Math.min(1, Math.max(0, daytime));
  const next = Math.max(
    1,
    hours.findIndex(([at]) => at >= time),
  );
  const from = hours[next - 1];
  const to = hours[next];
  if (!from || !to) return 0xffffff;
  const t = (time - from[0]) / (to[0] - from[0]);
  const mix = (a: number, b: number) => Math.round(a + (b - a) * t);
  return (mix(from[1], to[1]) << 16) | (mix(from[2], to[2]) << 8) | mix(from[3], to[3]);
}

/** How dark a light is: 0 by day, 1 at nightfall. */
export function darknessOf(light: number): number {
  const brightness = ((light >> 16) + ((light >> 8) & 255) + (light & 255)) / 3;
  return Math.min(1, Math.max(0, (215 - brightness) / 70));
}
