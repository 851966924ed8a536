// How often what moves on the island changes its picture, in milliseconds: the scene and the painter keep the same time.

export const WAVE_MS = 320;
export const WIND_MS = 340;
export const FLAME_MS = 130;
export const WING_MS = 190;

/** Walking pace: six steps a second. Faster than a block, so that the bridge can coalesce steps into one path. */
export const STEP_MS = 1000 / 6;
