"use client";

import type { LiveState } from "@/app/_bridge/watch/createLive";
import { Callout } from "@/app/_ui/Callout";
import { useOnline } from "@/app/_ui/useOnline";
import { text } from "./text";

type State = "live" | "offline" | "chain" | "site" | "stream";

function stateOf({ stream, chain, hasFailed }: LiveState, isOnline: boolean): State {
  if (!isOnline) return "offline";
  if (chain === "down" || (hasFailed && stream === "open")) return "chain";
  if (hasFailed) return "site";
  return stream === "closed" ? "stream" : "live";
}

/** How true the picture is. A warning is read out; that all is well is only written. */
export function LiveNote({ live }: { live: LiveState }) {
  const state = stateOf(live, useOnline());
  const { why, heardMs } = live;
  const { notes } = text;
  const words = {
    offline: notes.offline(heardMs),
    ...{ chain: notes.chain, site: notes.site },
    stream: why ? `${why} ${notes.stream}` : notes.stream,
  };
  return (
    <div data-testid="watch-live" data-state={state}>
      <div role="status">{state !== "live" && <Callout tone="warning">{words[state]}</Callout>}</div>
      {state === "live" && (
        <p className="flex items-center gap-2 text-sm text-mist">
          <span aria-hidden className="size-2 animate-twinkle rounded-full bg-palm-400" />
          {text.live}
        </p>
      )}
    </div>
  );
}
