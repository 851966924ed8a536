"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { Atlas } from "@/game/painter/atlas";
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
};

/** The island with the way on it. The words beside it say the same, so that nothing is lost where it cannot be drawn. */
export function RunStage({ timeline, account, at, moment, end }: Props) {
  const ground = useRef<HTMLCanvasElement>(null);
  const top = useRef<HTMLCanvasElement>(null);
  const [tools, setTools] = useState<Tools | "failed">();
  const whole = useMemo(() => wayUntil(timeline, end), [timeline, end]);
  const [painter, setPainter] = useState<RunPainter>();
  // Only another part of the island is drawn anew.
  const place = useMemo(() => JSON.stringify([timeline.seed, boundsOf(whole)]), [timeline.seed, whole]);

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
    painter?.draw({ timeline, account, at, moment, whole });
  }, [painter, timeline, account, at, moment, whole]);

  const size = { width: STAGE_PX, height: STAGE_PX };
  return (
    <figure className="panel overflow-hidden">
      <div className="relative aspect-square bg-[#27396b]">
        <canvas ref={ground} {...size} aria-hidden className="absolute inset-0 size-full" />
        <canvas
          ref={top}
          {...size}
          role="img"
          aria-label="The island, the way of the player on it, and where something was found, banked or done"
          data-testid="replay-island"
          data-drawn={painter !== undefined}
          className="absolute inset-0 size-full"
        />
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
