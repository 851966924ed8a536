"use client";

import { useState } from "react";
import { useJournalEntries } from "@/app/_bridge/hud";
import { readWhisper } from "./readWhisper";

/**
 * Why the last press did nothing, or why what was drawn was undone. Fades by itself; the log of the text mirror, which is
 * read out, keeps it.
 */
export function Whisper() {
  const entries = useJournalEntries();
  const [faded, setFaded] = useState<number>();
  const last = readWhisper(entries);
  if (!last || last.id === faded) return null;
  return (
    <p
      key={last.id}
      aria-hidden="true"
      data-testid="whisper"
      onAnimationEnd={() => setFaded(last.id)}
      className="panel mx-auto w-fit animate-whisper rounded-2xl px-4 py-2 text-center text-sm text-sand-200"
    >
      {last.text}
    </p>
  );
}
