import type { History } from "@/app/_bridge/expedition/history";
import { frameWay } from "./frameWay";

type Props = { way: History["way"]; isHome: boolean };

const CAMP = { x: 32, y: 32 };
/** Of the land, in tiles: a hint of a coast, no chart. */
const COAST_TILES = 26;

/** The way that was walked, on parchment: as much of the island as it needs, and the camp. */
export function RouteMap({ way, isHome }: Props) {
  const tiles = way.map(({ tile }) => ({ x: tile % 64, y: Math.floor(tile / 64) }));
  const { left, top, size } = frameWay([CAMP, ...tiles]);
  const last = tiles.at(-1);
  // As thick on the screen however far the way led.
  const thick = (share: number) => size * share;
  return (
    <svg
      viewBox={`${left} ${top} ${size} ${size}`}
      aria-hidden="true"
      className="size-full"
      fill="none"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      <circle
        cx={CAMP.x}
        cy={CAMP.y}
        r={COAST_TILES}
        className="fill-sand-300/60 stroke-sand-500"
        strokeWidth={thick(0.01)}
      />
      <polyline
        points={tiles.map(({ x, y }) => `${x},${y}`).join(" ")}
        className="stroke-[#b4472b]"
        strokeWidth={thick(0.014)}
      />
      <circle cx={CAMP.x} cy={CAMP.y} r={thick(0.025)} className="fill-ember-500" />
      {last && !isHome && <circle cx={last.x} cy={last.y} r={thick(0.022)} className="fill-night-900" />}
    </svg>
  );
}
