import type { Cue } from "./cues";

/** The same kind of sound again sooner than this adds noise and no news. */
const restMs: Readonly<Record<Cue["type"], number>> = {
  step: 110,
  gather: 150,
  craft: 120,
  wear: 120,
  claim: 200,
  buy: 120,
  refused: 700,
  rolledBack: 400,
  ending: 5_000,
  hello: 300,
};

/**
 * Decides which cues are heard: a key that is held against a wall must not rattle, and a batch that is undone is one sound.
 * @returns Whether the cue may sound now; when it may, it counts as sounded.
 */
export function createCueGate(): (cue: Cue["type"], nowMs: number) => boolean {
  const last = new Map<Cue["type"], number>();
  return (cue, nowMs) => {
    const before = last.get(cue);
    if (before !== undefined && nowMs - before < restMs[cue]) return false;
    last.set(cue, nowMs);
    return true;
  };
}
