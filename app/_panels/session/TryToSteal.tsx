"use client";

import { Ban, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { TheftOutcome, TheftReport } from "@/app/_bridge/theft/report";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { formatAmount, formatCount, formatEth } from "@/app/_ui/format";
import { RuleLine } from "./RuleLine";

/** One press, and the page really tries to steal with the live key: the chain's own refusal is the proof. */
export function TryToSteal() {
  const bridge = useBridge();
  const { session, operations } = useBridgeSnapshot();
  const [isTrying, setIsTrying] = useState(false);
  const [outcome, setOutcome] = useState<{ of: string } & TheftOutcome>();
  const runs = session?.state === "granted" || session?.state === "enabled";
  if (!session || !runs) return null;
  // An operation that is not on chain yet holds the key's next number; a second one with it would be refused for that alone.
  const isBusy = operations.some(({ status }) => status === "sending" || status === "pending");
  const shown = outcome?.of === session.id ? outcome : undefined;

  async function run(of: string) {
    setIsTrying(true);
    setOutcome(undefined);
    setOutcome({ of, ...(await bridge.tryToSteal()) });
    setIsTrying(false);
  }

  return (
    <section aria-labelledby="steal-title" className="grid gap-2.5">
      <h3 id="steal-title" className="text-base font-semibold text-sand-50">
        Try to steal
      </h3>
      <p className="text-sm text-mist">
        This page uses your live key as a thief would: to send your Sand away, to let somebody else move it, to give
        itself more time and more to spend. See what the chain says. It costs nothing.
      </p>
      <div>
        <Button
          data-testid="try-to-steal"
          look="outline"
          size="small"
          busy={isTrying}
          disabled={isBusy}
          onClick={() => void run(session.id)}
        >
          {isTrying ? "Trying…" : shown ? "Try again" : "Try to steal"}
        </Button>
        {isBusy && !isTrying && <span className="ml-3 text-sm text-mist">Your last move is not on chain yet.</span>}
      </div>
      <div role="status">
        {shown && ("report" in shown ? <Report {...shown.report} /> : <Failed words={shown.failure} />)}
      </div>
    </section>
  );
}

function Failed({ words }: { words: string }) {
  return (
    <Callout tone="warning">
      <p data-testid="steal-failed">{words} Nothing was spent.</p>
    </Callout>
  );
}

function Report({ thefts, before, after }: TheftReport) {
  const isSame =
    before.sand === after.sand && before.actionsLeft === after.actionsLeft && before.gasLeftWei === after.gasLeftWei;
  return (
    <div data-testid="steal-report" className="grid gap-2">
      <ul className="grid gap-2">
        {thefts.map(({ what, refusal }) => (
          <li
            key={what}
            data-testid="theft"
            data-rule={refusal?.rule}
            className="row flex items-start gap-3 px-3.5 py-2.5 text-sm"
          >
            {refusal ? (
              <Ban role="img" aria-label="Refused" className="mt-0.5 size-4.5 shrink-0 text-palm-300" />
            ) : (
              <TriangleAlert role="img" aria-label="Accepted" className="mt-0.5 size-4.5 shrink-0 text-ember-300" />
            )}
            <div className="min-w-0 wrap-anywhere">
              <p className="text-sand-50">{what}</p>
              <p className="text-mist">
                {refusal ? (
                  <>
                    Refused. <RuleLine {...refusal} />
                  </>
                ) : (
                  "Accepted. This must not happen: end the session, and report it."
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p data-testid="steal-cost" data-same={isSame} className="text-sm text-mist">
        {isSame ? (
          <>
            Nothing was spent. Before and after: {formatAmount(after.sand)} Sand, {formatCount(after.actionsLeft)}{" "}
            actions and {formatEth(after.gasLeftWei)} of gas left.
          </>
        ) : (
          <>
            You played meanwhile: {formatAmount(before.sand)} Sand became {formatAmount(after.sand)},{" "}
            {formatCount(before.actionsLeft)} actions became {formatCount(after.actionsLeft)}.
          </>
        )}
      </p>
    </div>
  );
}
