/** Keys of scenes and textures. */
export const sceneNames = { loading: "loading", island: "island" } as const;
export const textureNames = { sprites: "sprites", ground: "ground" } as const;

/** Back to front. Objects on the ground are sorted by the y of their foot within `standing`. */
export const depths = {
  ground: 0,
  waves: 1,
  flat: 2,
  glow: 5,
  standing: 10,
  bits: 3000,
  sky: 3100,
  light: 3200,
  marks: 3300,
} as const;
