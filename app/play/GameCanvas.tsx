"use client";

import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { useBridge, useJournal } from "@/app/_bridge/BridgeProvider";
import { createScenePort } from "@/app/_bridge/expedition/scenePort";
import type { EngineState } from "@/app/_bridge/ports";
import { readGameSettings, watchGameSettings } from "@/app/_settings/readGameSettings";
import type { GameHandle, PageCommand } from "@/game/ports";
import looks from "./map.module.css";

/** On a slow phone the engine takes a while; without an end nobody would know that it never comes. */
const ENGINE_WAIT_MS = 60_000;

type Props = {
  handle: RefObject<GameHandle | undefined>;
  onCommand: (command: PageCommand) => void;
  /** Another player's figure was pressed. */
  onPerson: (player: string) => void;
};

/**
 * The one component that knows the engine. It is loaded after mount, in the browser only, so that no other page pays
 * for Phaser. Strict mode mounts twice: the first game is destroyed, or never made when its code arrives too late.
 */
export default function GameCanvas({ handle, onCommand, onPerson }: Props) {
  const bridge = useBridge();
  const journal = useJournal();
  const parent = useRef<HTMLDivElement>(null);
  const map = useRef<HTMLDivElement>(null);
  const onPageCommand = useEffectEvent(onCommand);
  const onPressed = useEffectEvent(onPerson);

  useEffect(() => {
    let gone = false;
    // Nobody signs for an hour before there is an island to play on.
    const settle = (engine: EngineState) => {
      clearTimeout(slow);
      if (!gone) bridge.setEngine(engine);
    };
    const slow = setTimeout(() => settle("failed"), ENGINE_WAIT_MS);
    const say = (text: string) => journal.write("refused", text);
    const open = async () => {
      const { createGame } = await import("@/game/createGame");
      if (gone || !parent.current || !map.current) return;
      handle.current = createGame(parent.current, createScenePort(bridge.game, say), {
        settings: readGameSettings(),
        onPageCommand: (command) => onPageCommand(command),
        onPerson: (player) => onPressed(player),
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
  }, [bridge, journal, handle]);

  return (
    <>
      <div ref={parent} data-testid="game" className="absolute inset-0 touch-none overflow-hidden" />
      <div ref={map} className={`${looks.map} pointer-events-none absolute`} />
    </>
  );
}
