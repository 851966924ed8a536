import { cx } from "@/app/_ui/cx";
import { type Ridge, ridgeHeight, ridgePath } from "./ridge";
import { Sprite, type SpriteName } from "./Sprite";

const width = 1600;
const height = 520;
const unit = 4;

const far: Ridge = {
  base: 250,
  waves: [
    { height: 26, length: 900, shift: 0.6 },
    { height: 9, length: 310, shift: 2 },
  ],
};
const middle: Ridge = {
  base: 310,
  waves: [
    { height: 34, length: 1200, shift: 3.4 },
    { height: 8, length: 270, shift: 1 },
  ],
};
const near: Ridge = {
  base: 395,
  waves: [
    { height: 26, length: 1500, shift: 5.2 },
    { height: 6, length: 380, shift: 0.4 },
  ],
};

/** Classes, because the page's policy refuses style attributes in what the server writes. */
const twinkles = [
  "",
  "[animation-delay:0.8s]",
  "[animation-delay:1.6s]",
  "[animation-delay:2.4s]",
  "[animation-delay:3.2s]",
];

const people: readonly { name: SpriteName; x: number; sink: number }[] = [
  { name: "palm_0", x: 250, sink: 6 },
  { name: "palmWest_1", x: 330, sink: 12 },
  { name: "pillar", x: 470, sink: 10 },
  { name: "tent", x: 1050, sink: 22 },
  { name: "wanderer_sea_east_0", x: 1125, sink: 34 },
  { name: "fire_0", x: 1182, sink: 40 },
  { name: "wanderer_ember_west_0", x: 1238, sink: 36 },
  { name: "palm_2", x: 1370, sink: 16 },
  { name: "palmWest_3", x: 1450, sink: 8 },
  { name: "pillarBroken", x: 1550, sink: 14 },
  { name: "crystal", x: 640, sink: 30 },
  { name: "wanderer_violet_east_1", x: 560, sink: 34 },
];

// Kept off the left, where the words stand.
const stars: readonly (readonly [x: number, y: number])[] = [
  [880, -240],
  [960, -120],
  [1010, 30],
  [1090, -200],
  [1150, -40],
  [1230, -140],
  [1290, 60],
  [1340, -230],
  [1420, -70],
  [1480, 20],
  [1560, -180],
];

/** Dusk over the dunes: a great glass half sunk in the sand, and a camp beside it. */
export function HeroScene() {
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      className="size-full overflow-visible"
    >
      <defs>
        <linearGradient id="far" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#8a4f7d" />
          <stop offset="1" stopColor="#5b3672" />
        </linearGradient>
        <linearGradient id="middle" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#c9785f" />
          <stop offset="1" stopColor="#7c4768" />
        </linearGradient>
        <linearGradient id="near" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#e8b071" />
          <stop offset="0.6" stopColor="#a8694f" />
          <stop offset="1" stopColor="#3a2350" />
        </linearGradient>
        <radialGradient id="sun">
          <stop offset="0" stopColor="#ffe9b8" stopOpacity="0.95" />
          <stop offset="0.25" stopColor="#ffc27a" stopOpacity="0.6" />
          <stop offset="1" stopColor="#f98f6c" stopOpacity="0" />
        </radialGradient>
        <radialGradient id="fire">
          <stop offset="0" stopColor="#fdd264" stopOpacity="0.75" />
          <stop offset="1" stopColor="#f2913f" stopOpacity="0" />
        </radialGradient>
      </defs>
      {stars.map(([x, y], i) => (
        <rect
          key={x}
          x={x}
          y={y}
          width={unit}
          height={unit}
          className={cx("animate-twinkle fill-sand-50 max-sm:hidden", twinkles[i % twinkles.length])}
        />
      ))}
      <circle cx="790" cy="250" r="330" fill="url(#sun)" />
      <path d={ridgePath(far, width, height, unit)} fill="url(#far)" />
      <path d={ridgePath(middle, width, height, unit)} fill="url(#middle)" />
      <g transform="rotate(7 800 400)">
        <image href="/logo.png" x="656" y="96" width="288" height="288" className="pixelated" />
      </g>
      <path d={ridgePath(near, width, height, unit)} fill="url(#near)" />
      <circle cx="1182" cy={ridgeHeight(near, 1182, unit) + 30} r="150" fill="url(#fire)" />
      {people.map(({ name, x, sink }) => (
        <Sprite key={name} name={name} x={x} y={ridgeHeight(near, x, unit) + sink} scale={2.5} />
      ))}
    </svg>
  );
}
