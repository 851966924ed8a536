import type { ReactNode } from "react";
import { Sprite, type SpriteName } from "@/app/_board/Sprite";
import type { Phase } from "@/app/_bridge/expedition/views";

const shade: Record<Phase, string> = { day: "none", dusk: "rgb(59 29 77 / 0.35)", night: "rgb(10 15 60 / 0.6)" };

/** Foot of each, around a player in the middle. */
const things: readonly (readonly [SpriteName, number, number])[] = [
  ["oak_0", 120, 190],
  ["fir_0", 205, 150],
  ["bush_0", 300, 215],
  ["boulder", 640, 160],
  ["oak_1", 700, 260],
  ["tent", 560, 190],
  ["fire_0", 500, 215],
  ["reeds_0", 250, 330],
  ["golden_0", 130, 420],
  ["boulder", 300, 470],
  ["berries_0", 500, 430],
  ["fir_1", 640, 480],
  ["oak_2", 720, 430],
  ["wanderer_sea_south_0", 400, 320],
];

/** A still of the island; fills the screen. */
export function GroundPicture({ phase = "day" }: { phase?: Phase }) {
  return (
    <svg
      viewBox="0 0 800 600"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className="pointer-events-none fixed inset-0 size-full"
    >
      <defs>
        <pattern id="meadow" width={192} height={192} patternUnits="userSpaceOnUse">
          <svg viewBox="128 0 64 64" width={192} height={192} aria-hidden="true">
            <image href="/game/ground.png" className="pixelated" />
          </svg>
        </pattern>
      </defs>
      <rect width={800} height={600} fill="url(#meadow)" />
      {things.map(([name, x, y]) => (
        <Sprite key={`${name} ${x}`} {...{ name, x, y }} scale={2.2} />
      ))}
      <rect width={800} height={600} fill={shade[phase]} />
    </svg>
  );
}

/** What lies over the island is judged where it lies. The player stands in the middle. */
export function Ground({ phase = "day", children }: { phase?: Phase; children: ReactNode }) {
  return (
    <main className="fixed inset-0 overflow-y-auto">
      <GroundPicture phase={phase} />
      <div className="relative min-h-dvh">{children}</div>
    </main>
  );
}
