/**
 * Distance of each pixel to the nearest one that `inside` accepts, in thirds of a pixel (chamfer 3-4, two passes),
 * capped at `FAR`. Water depth, wet sand and foam all use such a field.
 */
export const FAR = 1200;

export function measureDistance(
  layers: Uint8Array,
  width: number,
  height: number,
  inside: (layer: number) => boolean,
): Uint16Array {
  const accepted = Array.from({ length: 8 }, (_, k) => inside(k));
  const out = new Uint16Array(width * height);
  for (let i = 0; i < out.length; i++) out[i] = accepted[layers[i] ?? 0] ? 0 : FAR;
  const near = (index: number, other: number, step: number) => {
    const reached = (out[other] ?? FAR) + step;
    if (reached < (out[index] ?? FAR)) out[index] = reached;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (out[i] === 0) continue;
      if (x > 0) near(i, i - 1, 3);
      if (y > 0) {
        near(i, i - width, 3);
        if (x > 0) near(i, i - width - 1, 4);
        if (x < width - 1) near(i, i - width + 1, 4);
      }
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      const i = y * width + x;
      if (out[i] === 0) continue;
      if (x < width - 1) near(i, i + 1, 3);
      if (y < height - 1) {
        near(i, i + width, 3);
        if (x < width - 1) near(i, i + width + 1, 4);
        if (x > 0) near(i, i + width - 1, 4);
      }
    }
  }
  return out;
}
