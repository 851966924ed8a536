import { createLocalPlay } from "@/app/_bridge/expedition/localPlay";
import type { Other, Others, PlayEffect, PlayPort, PlaySnapshot } from "@/app/_bridge/playPort";
import { biomeOf, isFree } from "@/game/rules/ground";
import { directions, neighbour, WIDTH } from "@/game/rules/island";
import { startOf } from "@/game/rules/places";

const SELF = "self";
const CAMP = startOf(0);

/**
 * An expedition without a chain: the rules answer at once, and `confirm` does to the page what a block does.
 * @param seed Of the island.
 * @param count Other players around the camp, within one screen, so that all of them are drawn.
 */
export function createBenchPort(seed: number, count: number) {
  const startMs = performance.now();
  const now = () => 1_800_000_000 + (performance.now() - startMs) / 1000;
  const local = createLocalPlay({ self: SELF, now, roll: () => 255 });
  local.play({ type: "embark", plan: { mode: 1, length: 3, calling: 1, tool: 0, purse: 0, start: 0, of: seed } });
  const endsAt = now() + 3_480;
  const listeners = new Set<() => void>();
  const effects = new Set<(effect: PlayEffect) => void>();
  const words: string[] = [];
  let others: Others = settle();
  let snapshot: PlaySnapshot = { ...local.getSnapshot(), others };

  const show = () => {
    snapshot = { ...local.getSnapshot(), others, pending: words.length };
    for (const listener of listeners) listener();
  };
  local.subscribe(show);
  local.onEffect((effect) => {
    if (effect.type === "played") words.push(effect.action.type);
    for (const listener of effects) listener(effect);
  });
  const listen = <T>(all: Set<T>, listener: T) => {
    all.add(listener);
    return () => void all.delete(listener);
  };
  const port: PlayPort = {
    ...local,
    getSnapshot: () => snapshot,
    subscribe: (listener) => listen(listeners, listener),
    onEffect: (listener) => listen(effects, listener),
  };

  /** A block: everybody else has taken a step, and what was played is confirmed. */
  function confirm(round: number): void {
    const walked = Object.entries(others).map(([key, other], index): [string, Other] => {
      const turned = directions.map((_, turn) => directions[(index * 7 + round + turn) & 3] ?? "east");
      const facing = turned.find((direction) => isOpen(neighbour(other.tile, direction)));
      if (!facing) return [key, other];
      return [key, { ...other, facing, tile: neighbour(other.tile, facing), steps: other.steps + 1 }];
    });
    others = Object.fromEntries(walked);
    const done = words.splice(0);
    show();
    if (done.length > 0) for (const listener of effects) listener({ type: "confirmed", words: done });
  }

  function isOpen(tile: number): boolean {
    const dx = Math.abs((tile % WIDTH) - (CAMP % WIDTH));
    const dy = Math.abs(Math.floor(tile / WIDTH) - Math.floor(CAMP / WIDTH));
    return dx <= 7 && dy <= 4 && isFree(biomeOf(seed, tile));
  }

  function settle(): Others {
    const all = Array.from({ length: count }, (_, n): [string, Other] => {
      const tile = CAMP + (n % 13) - 6 + ((Math.floor(n / 13) % 7) - 3) * WIDTH;
      return [`0x${(n + 1).toString(16).padStart(40, "0")}`, { seed, tile, facing: "south", steps: n, endsAt }];
    });
    return Object.fromEntries(all);
  }
  return { port, confirm };
}
