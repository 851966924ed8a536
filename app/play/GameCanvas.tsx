"use client";

import { type RefObject, useEffect, useRef } from "react";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { GameHandle } from "@/game/ports";

export type { GameHandle } from "@/game/ports";

/**
 * The one component that knows the engine. It is loaded after mount, in the browser only, so that no other page pays
 * for Phaser. Strict mode mounts twice: the first game is destroyed, or never made when its code arrives too late.
 */
export default function GameCanvas({ handle }: { handle: RefObject<GameHandle | undefined> }) {
  const { game } = useBridge();
  const parent = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let gone = false;
    void import("@/game/createGame").then(({ createGame }) => {
      if (gone || !parent.current) return;
      handle.current = createGame(parent.current, game);
    });
    return () => {
      gone = true;
      handle.current?.destroy();
      handle.current = undefined;
    };
  }, [game, handle]);

  return (
    <div ref={parent} data-testid="game" aria-hidden="true" className="absolute inset-0 touch-none overflow-hidden" />
  );
}
