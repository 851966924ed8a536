"use client";

import { type RefObject, useEffect } from "react";
import { useJournal } from "@/app/_bridge/BridgeProvider";
import { useSecondsLeft } from "@/app/_bridge/clock";
import type { GameHandle } from "@/game/ports";

const endingSeconds = 60;

/** What the scene cannot hear: a press on a panel that the rules refuse, and the last minute of the sand. */
export function PageSounds({ game }: { game: RefObject<GameHandle | undefined> }) {
  const journal = useJournal();
  const seconds = useSecondsLeft();
  const isEnding = seconds > 0 && seconds <= endingSeconds;

  useEffect(
    () =>
      journal.subscribe(() => {
        if (journal.getEntries().at(-1)?.kind === "refused") game.current?.sound("refused");
      }),
    [journal, game],
  );
  useEffect(() => {
    if (isEnding) game.current?.sound("ending");
  }, [isEnding, game]);
  return null;
}
