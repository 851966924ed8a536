"use client";

import type { RunnerView } from "@/app/_bridge/watch/views";
import { deedToSay } from "./deedToSay";
import { text } from "./text";
import { useDeeds } from "./useDeeds";

/** Whom the view follows and what they do, for screen readers: at most once in the time between two readings of the feed. */
export function Said({ followed, isFree }: { followed: RunnerView | undefined; isFree: boolean }) {
  return (
    <div role="status" data-testid="watch-said" className="sr-only">
      {followed ? <p>{text.said.following(followed.name)}</p> : isFree && <p>{text.said.free}</p>}
      {followed && <Deed key={followed.player} player={followed.player} name={followed.name} />}
    </div>
  );
}

function Deed({ player, name }: { player: string; name: string }) {
  const words = deedToSay(useDeeds(player).data?.activities ?? []);
  return words && <p>{text.said.deed(name, words)}</p>;
}
