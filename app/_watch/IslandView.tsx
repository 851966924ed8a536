"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import type { RunnerView } from "@/app/_bridge/watch/views";
import type { Stage } from "@/app/_island/openStage";
import { useMediaQuery } from "@/app/_ui/useMediaQuery";
import { createDrag } from "./createDrag";
import { text } from "./text";

/** Pixels of the screen for each press of an arrow key. */
const KEY_PX = 80;
const arrows: Readonly<Record<string, { x: number; y: number }>> = {
  ...{ ArrowUp: { x: 0, y: -KEY_PX }, ArrowDown: { x: 0, y: KEY_PX } },
  ...{ ArrowLeft: { x: -KEY_PX, y: 0 }, ArrowRight: { x: KEY_PX, y: 0 } },
};

type Props = {
  seed: number;
  people: readonly RunnerView[];
  /** Undefined: the view stays where it is. */
  followed: string | undefined;
  onPick: (player: string) => void;
  /** The reader moves the view. */
  onFree: () => void;
};

/** The picture of the island. What it shows is said by the list, so nobody needs it. */
export function IslandView({ seed, people, followed, onPick, onFree }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const running = useRef<Stage>(undefined);
  const [drag] = useState(createDrag);
  const [hasFailed, setHasFailed] = useState(false);
  const isStill = useMediaQuery("(prefers-reduced-motion: reduce)");
  const begin = useEffectEvent((stage: Stage) => {
    running.current = stage;
    stage.put(people);
    stage.follow(followed);
  });

  useEffect(() => {
    const gone = new AbortController();
    const open = async () => {
      const { openStage } = await import("@/app/_island/openStage");
      if (!root.current || !canvas.current || !layer.current) return;
      const host = { root: root.current, canvas: canvas.current, layer: layer.current };
      begin(await openStage(host, { seed, isStill }, gone.signal));
      setHasFailed(false);
    };
    open().catch((error: unknown) => {
      if (gone.signal.aborted) return;
      console.warn("the island could not be painted", error);
      setHasFailed(true);
    });
    return () => {
      gone.abort();
      running.current?.destroy();
      running.current = undefined;
    };
  }, [seed, isStill]);
  useEffect(() => running.current?.put(people), [people]);
  useEffect(() => running.current?.follow(followed), [followed]);

  const move = (by: { x: number; y: number }) => {
    running.current?.moveBy(by);
    onFree();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = arrows[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(by);
  };
  const onPointerMove = (event: PointerEvent) => {
    const by = drag.move(pointOf(event));
    if (by) move(by);
  };
  const onPointerUp = (event: PointerEvent) => {
    if (!drag.end()) return;
    const player = running.current?.pickAt(pointOf(event));
    if (player) onPick(player);
  };

  return (
    <div
      ref={root}
      role="application"
      aria-label={text.stage}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the view.
      tabIndex={0}
      data-testid="watch-stage"
      data-followed={followed ?? ""}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.begin(pointOf(event));
      }}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={drag.cancel}
      className="relative isolate h-[60svh] min-h-72 cursor-grab touch-none overflow-hidden rounded-panel bg-[#222a55] lg:h-[calc(100svh-2rem)]"
    >
      <canvas
        ref={canvas}
        data-testid="watch-island"
        role="img"
        aria-label={text.picture}
        className="pixelated absolute top-0 left-0 -z-10 max-w-none opacity-0 transition-opacity duration-700 data-seed:opacity-100"
      />
      <div ref={layer} aria-hidden="true" className="player-names" />
      {hasFailed && (
        <p role="alert" className="absolute inset-0 grid place-items-center p-6 text-center text-sand-100">
          {text.notPainted}
        </p>
      )}
    </div>
  );
}

/** Where a pointer is, in pixels of the screen from the upper left corner of the picture. */
function pointOf({ currentTarget, clientX, clientY }: PointerEvent): { x: number; y: number } {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
