/** One line of dunes: waves added up, then cut into steps, so that it belongs to the pixels of the game. */
export type Ridge = { base: number; waves: readonly { height: number; length: number; shift: number }[] };

export function ridgeHeight({ base, waves }: Ridge, x: number, unit: number): number {
  const y = waves.reduce(
    (sum, { height, length, shift }) => sum - height * Math.sin((x / length) * 2 * Math.PI + shift),
    base,
  );
  return Math.round(y / unit) * unit;
}

/** SVG path of the ridge and all that is below it. */
export function ridgePath(ridge: Ridge, width: number, bottom: number, unit: number): string {
  let path = `M0 ${bottom}V${ridgeHeight(ridge, 0, unit)}`;
  for (let x = unit; x <= width; x += unit) path += `H${x}V${ridgeHeight(ridge, x, unit)}`;
  return `${path}H${width}V${bottom}Z`;
}
