"use client";

import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { Bridge, EngineState } from "@/app/_bridge/ports";
import { createScenePort } from "@/app/_bridge/scenePort";
import { readGameSettings, watchGameSettings } from "@/app/_settings/readGameSettings";
import type { GameHandle, GamePort, PageCommand } from "@/game/ports";

/** On a slow phone the engine takes a while; without an end nobody would know that it never comes. */
const ENGINE_WAIT_MS = 60_000;
const hourSeconds = 3600;
const afternoon = 0.62;

/** The hour is a day: the light goes from dawn to nightfall with the sand. */
function daytimeOf({ game, getSnapshot }: Bridge): number {
  const { session } = getSnapshot();
  if (session?.state !== "granted" && session?.state !== "enabled") return afternoon;
  return Math.min(1, Math.max(0, 1 - (session.playUntil - game.now()) / hourSeconds));
}

type Props = {
  handle: RefObject<GameHandle | undefined>;
  onCommand: (command: PageCommand) => void;
  /** What is drawn and played; the bridge's game if absent. */
  port?: GamePort;
};

/**
 * The one component that knows the engine. It is loaded after mount, in the browser only, so that no other page pays
 * for Phaser. Strict mode mounts twice: the first game is destroyed, or never made when its code arrives too late.
 */
export default function GameCanvas({ handle, onCommand, port }: Props) {
  const bridge = useBridge();
  const parent = useRef<HTMLDivElement>(null);
  const map = useRef<HTMLDivElement>(null);
  const onPageCommand = useEffectEvent(onCommand);

  useEffect(() => {
    let gone = false;
    // Nobody signs for an hour before there is an island to play on.
    const settle = (engine: EngineState) => {
      clearTimeout(slow);
      if (!gone) bridge.setEngine(engine);
    };
    const slow = setTimeout(() => settle("failed"), ENGINE_WAIT_MS);
    const open = async () => {
      const { createGame } = await import("@/game/createGame");
      if (gone || !parent.current || !map.current) return;
      handle.current = createGame(parent.current, port ?? createScenePort(bridge.game, () => daytimeOf(bridge)), {
        settings: readGameSettings(),
        onPageCommand: (command) => onPageCommand(command),
        minimap: { parent: map.current, memory: bridge.remember("seen") },
        onReady: () => settle("ready"),
        onFailed: () => settle("failed"),
      });
    };
    open().catch((error: unknown) => {
      console.warn("the game could not be loaded", error);
      settle("failed");
    });
    const unwatch = watchGameSettings(() => handle.current?.apply(readGameSettings()));
    return () => {
      gone = true;
      clearTimeout(slow);
      unwatch();
      handle.current?.destroy();
      handle.current = undefined;
    };
  }, [bridge, handle, port]);

  return (
    <>
      <div ref={parent} data-testid="game" className="absolute inset-0 touch-none overflow-hidden" />
      <div ref={map} className="minimap pointer-events-none absolute" />
    </>
  );
}
