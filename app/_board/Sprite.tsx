import atlas from "@/public/game/sprites.json";

export type SpriteName = keyof typeof atlas.frames;

type Props = {
  name: SpriteName;
  /** Where the middle of its foot stands, in units of the picture around it. */
  x: number;
  y: number;
  /** Units per pixel of the sprite. */
  scale: number;
};

/** One sprite of the game's own atlas inside an SVG: the picture of the page is drawn with what the game is drawn with. */
export function Sprite({ name, x, y, scale }: Props) {
  const { frame } = atlas.frames[name];
  const width = frame.w * scale;
  const height = frame.h * scale;
  return (
    <svg
      x={x - width / 2}
      y={y - height}
      width={width}
      height={height}
      viewBox={`${frame.x} ${frame.y} ${frame.w} ${frame.h}`}
      aria-hidden="true"
    >
      <image href="/game/sprites.png" className="pixelated" />
    </svg>
  );
}
