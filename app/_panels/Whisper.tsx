"use client";

import { useJournalEntries } from "@/app/_bridge/hud";

/** Why the last press did nothing. Fades by itself; the log of the text mirror, which is read out, keeps it. */
export function Whisper() {
  const last = useJournalEntries().at(-1);
  if (last?.kind !== "refused") return null;
  return (
    <p
      key={last.id}
      aria-hidden="true"
      data-testid="whisper"
      className="panel mx-auto w-fit animate-whisper rounded-full px-4 py-2 text-center text-sm text-sand-200"
    >
      {last.text}
    </p>
  );
}
