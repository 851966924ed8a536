/**
 * Every pixel of the game has one of these colours: warm sand, dusk violet, sea glass, ember.
 * Ramps go from dark to light and shift their hue on the way (shadows towards violet, lights towards yellow),
 * so that neighbours from different ramps still match.
 */
export const palette = {
  ink: "#1d1428",
  dusk0: "#2d2140",
  dusk1: "#4a3358",
  dusk2: "#745072",
  earth0: "#43273a",
  earth1: "#683f41",
  earth2: "#93603f",
  sand0: "#bd8550",
  sand1: "#dcab6b",
  sand2: "#efcd8f",
  sand3: "#f9e5b5",
  cream: "#fff8e1",
  leaf0: "#203742",
  leaf1: "#2d544b",
  leaf2: "#447a4c",
  leaf3: "#70a04c",
  leaf4: "#a7c357",
  leaf5: "#dcdf7f",
  sea0: "#27396b",
  sea1: "#2f5f8e",
  sea2: "#3f8fa9",
  sea3: "#6cc0b5",
  sea4: "#b1e3c8",
  stone0: "#413c57",
  stone1: "#68627b",
  stone2: "#979098",
  stone3: "#c4baae",
  stone4: "#e6ddc9",
  ember0: "#8e2f41",
  ember1: "#d0503d",
  ember2: "#f2913f",
  ember3: "#fdd264",
  bloom: "#e88b96",
  violet: "#8b5fae",
} as const;

export type Colour = keyof typeof palette;

/** Shadows on the ground are the only translucent thing: their alpha out of 255. */
export const shadeAlpha = 84;
