"use client";

import { Pause, Play } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useMediaQuery } from "@/app/_ui/useMediaQuery";
import type { Now, RunningIsland } from "./island/runIsland";

/** The island, live, and on it what the page says. Its code comes after the words: nobody waits for a picture. */
export function IslandStage({ children }: { children: ReactNode }) {
  const root = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const running = useRef<RunningIsland>(undefined);
  const isStill = useMediaQuery("(prefers-reduced-motion: reduce)");
  const [now, setNow] = useState<Now>({ kind: "asking", words: "The island" });
  const [isPaused, setIsPaused] = useState(false);

  useEffect(() => {
    let isGone = false;
    const open = async () => {
      const { runIsland } = await import("./island/runIsland");
      if (isGone || !root.current || !canvas.current || !layer.current) return;
      const host = { root: root.current, canvas: canvas.current, layer: layer.current };
      running.current = runIsland(host, { isStill, onChange: setNow });
    };
    // Without its code the page still says everything.
    open().catch((error: unknown) => console.warn("the island could not be loaded", error));
    return () => {
      isGone = true;
      running.current?.destroy();
      running.current = undefined;
    };
  }, [isStill]);

  const togglePause = () => {
    running.current?.setPaused(!isPaused);
    setIsPaused(!isPaused);
  };

  return (
    <header
      ref={root}
      className="relative isolate flex min-h-[min(100svh,64rem)] flex-col overflow-hidden bg-[#222a55]"
    >
      <div className="absolute inset-0 -z-20 overflow-hidden">
        <canvas
          ref={canvas}
          data-testid="island"
          role="img"
          aria-label="The island: the camp with its fire, the woods around it, and the sea"
          className="pixelated absolute top-0 left-0 max-w-none opacity-0 transition-opacity duration-700 data-seed:opacity-100"
        />
      </div>
      {children}
      <div ref={layer} aria-hidden="true" className="player-names -z-10" />
      <div
        data-over-island
        className="mx-5 mb-6 flex items-center self-start rounded-xl border border-sand-200/16 bg-night-900/85 pl-4 text-sm text-sand-50 sm:mx-10 forced-colors:bg-[Canvas]"
      >
        <p data-testid="island-now" data-state={now.kind} className="py-2.5 pr-3">
          {now.words}
        </p>
        {!isStill && (
          <button
            type="button"
            onClick={togglePause}
            aria-label={isPaused ? "Let the island move" : "Pause the island"}
            className="grid size-11 place-items-center rounded-xl"
          >
            {isPaused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
          </button>
        )}
      </div>
    </header>
  );
}
