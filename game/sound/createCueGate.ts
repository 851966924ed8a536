import type { Cue } from "./cues";

/** Repeating the same kind of sound sooner than this adds only noise. */
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
 * Decides which sounds are heard: a key held against a wall must not rattle, and a batch that is undone is one sound.
 * @returns Whether the sound may play now; if it may, it counts as played.
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
