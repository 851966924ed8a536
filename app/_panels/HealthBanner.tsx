"use client";

import { CloudOff } from "lucide-react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { Health } from "@/app/_bridge/ports";
import { plural } from "@/app/_ui/format";
import { useOnline } from "@/app/_ui/useOnline";

type Part = keyof Health | "network";

const words: Record<Part, { gone: string; kept: string }> = {
  network: { gone: "You are offline", kept: "Play on; what you do is kept and sent when you are back." },
  rpc: { gone: "The chain does not answer", kept: "What you played is kept and sent when it is back." },
  bundler: { gone: "The bundler is down", kept: "What you played is kept and sent when it is back." },
  sponsor: {
    gone: "The sponsor is down",
    kept: "Your session plays on and what you played is kept. New keys wait until it is back.",
  },
  database: {
    gone: "The database is down",
    kept: "Your session plays on and what you played is kept. New keys and the lists wait.",
  },
};

/** Names the part that is gone and says what is safe. Says nothing while all is well. */
export function HealthBanner() {
  const { health, queued } = useBridgeSnapshot();
  const online = useOnline();
  const parts: Part[] = (["rpc", "bundler", "sponsor", "database"] as const).filter((part) => health[part] === "down");
  // Without a network everything is down at once; one line says it better than four.
  const down = online ? parts : (["network"] as const);
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
            <strong className="text-sand-50">{words[part].gone}.</strong> {words[part].kept}
            {queued > 0 && <span className="text-sand-200"> {plural(queued, "move")} waiting.</span>}
          </p>
        </div>
      ))}
    </div>
  );
}
