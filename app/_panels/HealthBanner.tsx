"use client";

import { CloudOff, Hourglass } from "lucide-react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { Health } from "@/app/_bridge/ports";
import { plural } from "@/app/_ui/format";
import { useOnline } from "@/app/_ui/useOnline";

type Part = keyof Health | "network";

const waits = "What you played is kept and sent when it is back.";
const words: Record<Part, { gone: string; kept: string }> = {
  network: { gone: "You are offline", kept: "Keep playing; what you do is kept and sent when you are back." },
  app: { gone: "This site is not responding", kept: waits },
  stream: {
    gone: "Live updates do not arrive",
    kept: "Something between you and this site blocks them. You can keep playing; others are seen a little late.",
  },
  rpc: { gone: "The blockchain is not responding", kept: waits },
  bundler: { gone: "The bundler is down", kept: waits },
  sponsor: {
    gone: "The sponsor is down",
    kept: "Your session keeps playing and what you played is kept. New sessions wait until it is back.",
  },
  database: {
    gone: "The database is down",
    kept: "Your session keeps playing and what you played is kept. New sessions and the lists wait.",
  },
};

/** Behind what does not answer, nothing else can be known: one line says it better than four. */
function partsOf(health: Health, isOnline: boolean): readonly Part[] {
  if (!isOnline) return ["network"];
  if (health.app === "down") return ["app"];
  return (["rpc", "stream", "bundler", "sponsor", "database"] as const).filter((part) => health[part] === "down");
}

/** Names the part that is gone and says what is safe. Says nothing while all is well. */
export function HealthBanner() {
  const { health, queued, session, streamNote } = useBridgeSnapshot();
  const down = partsOf(health, useOnline());
  return (
    <div role="status" className="*:mb-2">
      {down.map((part) => (
        <div
          key={part}
          data-testid={`health-${part}`}
          className="panel flex animate-rise items-start gap-3 border-ember-400/50 px-4 py-2.5 text-sm leading-snug"
        >
          <CloudOff aria-hidden className="mt-0.5 size-5 shrink-0 text-ember-300" />
          <p>
            <strong className="text-sand-50">{words[part].gone}.</strong>{" "}
            {part === "stream" ? (streamNote ?? words.stream.kept) : words[part].kept}
            {queued > 0 && <span className="text-sand-200"> {plural(queued, "move")} waiting.</span>}
          </p>
        </div>
      ))}
      {session?.waiting && down.length === 0 && (
        <div
          data-testid="health-waiting"
          className="panel flex animate-rise items-start gap-3 border-ember-400/50 px-4 py-2.5 text-sm leading-snug"
        >
          <Hourglass aria-hidden className="mt-0.5 size-5 shrink-0 text-ember-300" />
          <p>
            <strong className="text-sand-50">Your moves are waiting.</strong> {session.waiting} They are kept and sent
            as soon as possible.
          </p>
        </div>
      )}
    </div>
  );
}
