import { Sprite } from "./Sprite";

const cloaks = ["leaf", "ember", "violet", "stone"] as const;
const width = 16;
const height = 25;

type Props = { account: string; className?: string };

/** The wanderer of an account, in the cloak that the others see it in (game/objects/cloaks.ts). Decoration. */
export function Wanderer({ account, className }: Props) {
  let hash = 7;
  for (const letter of account) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className={className}>
      <Sprite name={`wanderer_${cloaks[hash % cloaks.length] ?? "leaf"}_south_0`} x={width / 2} y={height} scale={1} />
    </svg>
  );
}
