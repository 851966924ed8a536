"use client";

import { useCallback, useEffect, useRef, useState } from "react";

export const speeds = [1, 2, 4, 8, 16, 32] as const;
export type Speed = (typeof speeds)[number];

/** Thirty pictures a second are enough for figures of this size. */
const FRAME_MS = 30;
/** What was missed in a hidden tab is not caught up in one frame. */
const LONGEST_FRAME_MS = 250;

export type Replay = {
  /** Seconds since the start of the expedition. */
  at: number;
  isPlaying: boolean;
  speed: Speed;
  toggle: () => void;
  setSpeed: (speed: Speed) => void;
  /** Goes to a time and stays there. */
  seek: (at: number) => void;
};

type Options = {
  /** Seconds since the start. The end may move on, while the expedition runs. */
  begin: number;
  end: number;
  speed: Speed;
  /** Plays from its beginning by itself; else it stands at its end. */
  startsAtOnce: boolean;
};

/** The clock of a replay. Who stays at the end stays there when it moves on. */
export function useReplay({ begin, end, speed: first, startsAtOnce }: Options): Replay {
  const [place, setPlace] = useState<number | "end">(startsAtOnce ? begin : "end");
  const [isPlaying, setIsPlaying] = useState(startsAtOnce);
  const [speed, setSpeed] = useState(first);
  const at = place === "end" ? end : Math.min(place, end);
  const now = useRef(at);
  now.current = at;

  useEffect(() => {
    if (!isPlaying) return;
    let drawnMs = performance.now();
    let frame = 0;
    const run = (timeMs: number) => {
      frame = requestAnimationFrame(run);
      const deltaMs = timeMs - drawnMs;
      if (deltaMs < FRAME_MS) return;
      drawnMs = timeMs;
      const next = now.current + (Math.min(deltaMs, LONGEST_FRAME_MS) * speed) / 1_000;
      setPlace(next < end ? next : "end");
      if (next >= end) setIsPlaying(false);
    };
    frame = requestAnimationFrame(run);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, speed, end]);

  const seek = useCallback(
    (to: number) => {
      setIsPlaying(false);
      setPlace(to >= end ? "end" : to);
    },
    [end],
  );

  return {
    ...{ at, isPlaying, speed, setSpeed, seek },
    toggle() {
      if (!isPlaying && at >= end) setPlace(begin);
      setIsPlaying(!isPlaying);
    },
  };
}
