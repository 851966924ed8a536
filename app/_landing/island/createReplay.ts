import type { Crowd } from "@/game/painter/createCrowd";
import type { Tile } from "@/game/rules/types";
import type { Deed } from "./readServer";

/** More than a few walks at once are a crowd and no story. */
const PLAYERS = 4;
const STEPS = 60;
/** Nobody wants to watch somebody think. */
const LONGEST_PAUSE_MS = 2_500;
const END_MS = 6_000;

type Step = { player: string; tile: Tile; atMs: number };

/**
 * The last walks on the island, again and again, with their pauses cut short.
 * @param deeds Oldest first.
 * @param crowd Empty; the walkers are put into it.
 * @param onStep Somebody walks on.
 * @returns Undefined when there is nothing to show.
 */
export function createReplay(deeds: readonly Deed[], crowd: Crowd, onStep: (player: string) => void) {
  const steps = listSteps(deeds);
  const last = steps.at(-1);
  if (!last) return undefined;
  const players = [...new Set(steps.map(({ player }) => player))];
  let ageMs = 0;
  let next = 0;

  const begin = () => {
    ageMs = 0;
    next = 0;
    for (const player of players) {
      crowd.remove(player);
      const first = steps.find((step) => step.player === player);
      if (first) crowd.put(player, first.tile);
    }
  };
  begin();
  return {
    update(deltaMs: number): void {
      ageMs += deltaMs;
      for (let step = steps[next]; step && step.atMs <= ageMs; step = steps[next]) {
        crowd.put(step.player, step.tile);
        onStep(step.player);
        next++;
      }
      if (ageMs > last.atMs + END_MS) begin();
    },
    stop: () => players.forEach(crowd.remove),
  };
}

function listSteps(deeds: readonly Deed[]): readonly Step[] {
  const walks = deeds.flatMap(({ player, tile, seconds }) => (tile === undefined ? [] : [{ player, tile, seconds }]));
  const chosen = new Set([...new Set(walks.map(({ player }) => player).reverse())].slice(0, PLAYERS));
  const shown = walks.filter(({ player }) => chosen.has(player)).slice(-STEPS);
  let atMs = 0;
  return shown.map(({ player, tile, seconds }, index) => {
    const before = shown[index - 1]?.seconds ?? seconds;
    atMs += Math.min(LONGEST_PAUSE_MS, (seconds - before) * 1_000);
    return { player, tile, atMs };
  });
}
