/** Half width of the inside of the glass, row by row, from the top cap to the neck. */
const bulb = [4, 4, 4, 4, 3, 2, 1] as const;
const width = 15;
const height = 21;
const middle = 7;

type Cell = { x: number; y: number };

/** From the middle outwards: sand leaves a funnel above and makes a heap below. */
function rowCells(y: number, half: number): Cell[] {
  const cells = Array.from({ length: half * 2 + 1 }, (_, i) => ({ x: middle - half + i, y }));
  return cells.sort((a, b) => Math.abs(a.x - middle) - Math.abs(b.x - middle));
}

// The first row of the upper bulb stays air; the lower bulb mirrors it, so both hold the same number of grains.
const upper = bulb.slice(1).flatMap((half, i) => rowCells(3 + i, half));
const lower = bulb.slice(1).flatMap((half, i) => rowCells(17 - i, half));
const walls = bulb.flatMap((half, i) =>
  [2 + i, 18 - i].flatMap((y) => [
    { x: middle - half - 1, y },
    { x: middle + half + 1, y },
  ]),
);
const neck = [9, 10, 11].flatMap((y) => [
  { x: middle - 1, y },
  { x: middle + 1, y },
]);

function pathOf(cells: readonly Cell[]): string {
  return cells.map(({ x, y }) => `M${x} ${y}h1v1h-1z`).join("");
}

type Props = {
  /** Share of the sand that has not fallen yet, 0 to 1. */
  left: number;
  /** Draws the falling grains. */
  running?: boolean;
  className?: string;
};

/** The mark of the project, and the clock of a session: sand above is time left. Decoration: say the time in text too. */
export function PixelHourglass({ left, running = false, className }: Props) {
  const above = Math.round(Math.min(1, Math.max(0, left)) * upper.length);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" shapeRendering="crispEdges" className={className}>
      <path d="M1 2h1v17h-1zM13 2h1v17h-1z" className="fill-sand-500" />
      <path d={pathOf([...walls, ...neck])} className="fill-glass" />
      <path d="M3 3h1v2h-1zM3 15h1v2h-1z" className="fill-white/40" />
      <path d={pathOf(upper.slice(upper.length - above))} className="fill-grain" />
      <path d={pathOf(lower.slice(0, lower.length - above))} className="fill-grain" />
      {running && above > 0 && <path d={pathOf(fall)} className="animate-grain fill-sand-100" />}
      <path d="M0 0h15v1h-15zM0 19h15v1h-15z" className="fill-sand-400" />
      <path d="M0 1h15v1h-15zM0 20h15v1h-15z" className="fill-sand-500" />
    </svg>
  );
}

const fall: readonly Cell[] = [9, 11, 13].map((y) => ({ x: middle, y }));
