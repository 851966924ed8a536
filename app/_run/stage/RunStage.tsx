"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { Atlas } from "@/game/painter/atlas";
import { namePlayer } from "@/game/rules/playerName";
import type { RunAnswer } from "../read";
import type { Timeline } from "../timeline/createTimeline";
import { type RunMoment, wayUntil } from "../timeline/momentAt";
import type { RunPainter } from "./createRunPainter";
import { STAGE_PX } from "./size";

type Props = {
  timeline: Timeline;
  account: string;
  at: number;
  moment: RunMoment;
  /** Seconds since the start: how far the way is known. */
  end: number;
  /** Played beside it; undefined: nothing. */
  ghost: RunAnswer | undefined;
  /** That is the best of the day; else the best of one player. */
  isOfDay: boolean;
};

/** A name at the edge of the picture stays within it: shares of its width and height. */
const NAME_WITHIN = { left: 0.15, right: 0.85, top: 0.06 } as const;

/** The island with the way on it. The words beside it say the same, so that nothing is lost where it cannot be drawn. */
export function RunStage({ timeline, account, at, moment, end, ghost, isOfDay }: Props) {
  const ground = useRef<HTMLCanvasElement>(null);
  const top = useRef<HTMLCanvasElement>(null);
  const [tools, setTools] = useState<Tools | "failed">();
  const whole = useMemo(() => wayUntil(timeline, end), [timeline, end]);
  const [painter, setPainter] = useState<RunPainter>();
  const name = useRef<HTMLSpanElement>(null);
  const other = useMemo(
    () => ghost && { timeline: ghost.timeline, account: ghost.run.account, whole: wayUntil(ghost.timeline, Infinity) },
    [ghost],
  );
  // Only another part of the island is drawn anew.
  const place = useMemo(
    () => JSON.stringify([timeline.seed, boundsOf([...whole, ...(other?.whole ?? [])])]),
    [timeline.seed, whole, other],
  );

  useEffect(() => {
    let isGone = false;
    loadTools().then(
      (loaded) => {
        if (!isGone) setTools(loaded);
      },
      (error: unknown) => {
        console.warn("the island could not be painted", error);
        if (!isGone) setTools("failed");
      },
    );
    return () => {
      isGone = true;
    };
  }, []);

  useEffect(() => {
    if (!tools || tools === "failed" || !ground.current || !top.current) return;
    const [seed, tiles] = JSON.parse(place) as [number, number[]];
    const canvases = { ground: ground.current, top: top.current };
    setPainter(tools.createRunPainter(canvases, { atlas: tools.atlas, seed, tiles }));
  }, [tools, place]);

  useEffect(() => {
    const head = painter?.draw({ timeline, account, at, moment, whole, ghost: other });
    if (!head || !name.current) return;
    const { left, right, top: highest } = NAME_WITHIN;
    name.current.style.left = `${Math.min(right, Math.max(left, head.x)) * 100}%`;
    name.current.style.top = `${Math.max(highest, head.y) * 100}%`;
  }, [painter, timeline, account, at, moment, whole, other]);

  const size = { width: STAGE_PX, height: STAGE_PX };
  const whose = isOfDay ? "best of the day" : `best of ${namePlayer(other?.account ?? account)}`;
  return (
    <figure className="panel overflow-hidden">
      <div className="relative aspect-square bg-[#27396b]">
        <canvas ref={ground} {...size} aria-hidden className="absolute inset-0 size-full" />
        <canvas
          ref={top}
          {...size}
          role="img"
          aria-label={`The island, the way of the player on it, and where something was found, banked or done${other ? `; dotted, the way of the ${whose}` : ""}`}
          data-testid="replay-island"
          data-drawn={painter !== undefined}
          className="absolute inset-0 size-full"
        />
        {other && painter && (
          <span
            ref={name}
            aria-hidden
            data-testid="ghost-label"
            className="player-name -translate-x-1/2 -translate-y-full"
          >
            {namePlayer(other.account)}
          </span>
        )}
        {tools === "failed" && (
          <p role="alert" className="absolute inset-x-4 top-4 rounded-xl bg-night-900 px-4 py-3 text-sand-50">
            The picture could not be loaded. Time and numbers still work; reload the page to try again.
          </p>
        )}
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2.5 text-sm text-mist">
        <span>◆ found</span>
        <span>■ banked</span>
        <span>▲ errand</span>
        <span>▼ fell</span>
        <span>● end</span>
        {other && <span>┈ {whose}</span>}
      </figcaption>
    </figure>
  );
}

type Tools = { atlas: Atlas; createRunPainter: typeof import("./createRunPainter").createRunPainter };

/** The painter comes after the words: nobody waits for a picture. */
async function loadTools(): Promise<Tools> {
  const [{ loadAtlas }, { createRunPainter }] = await Promise.all([
    import("@/game/painter/atlas"),
    import("./createRunPainter"),
  ]);
  return { atlas: await loadAtlas(), createRunPainter };
}

/** The corners of a way: two tiles that have it between them. */
function boundsOf(way: readonly number[]): readonly number[] {
  const xs = way.map((tile) => tile & 63);
  const ys = way.map((tile) => tile >> 6);
  return [Math.min(...ys) * 64 + Math.min(...xs), Math.max(...ys) * 64 + Math.max(...xs)];
}
