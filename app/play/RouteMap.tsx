import type { History } from "@/app/_bridge/expedition/history";

type Props = { way: History["way"]; isHome: boolean };

/** The way that was walked, on parchment. */
export function RouteMap({ way, isHome }: Props) {
  const points = way.map(({ tile }) => `${tile % 64},${Math.floor(tile / 64)}`).join(" ");
  const last = way.at(-1);
  return (
    <svg viewBox="4 4 56 56" aria-hidden="true" className="size-full" fill="none" strokeLinejoin="round">
      <circle cx={32} cy={32} r={26} className="fill-sand-300/60 stroke-sand-500" strokeWidth={0.6} />
      <polyline points={points} className="stroke-[#b4472b]" strokeWidth={0.8} />
      <circle cx={32} cy={32} r={1.4} className="fill-ember-500" />
      {last && !isHome && (
        <circle cx={last.tile % 64} cy={Math.floor(last.tile / 64)} r={1.2} className="fill-night-900" />
      )}
    </svg>
  );
}
