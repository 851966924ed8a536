import { CircleCheck, CircleX, Clock, LoaderCircle, Send } from "lucide-react";
import type { OperationStatus, OperationView } from "@/app/_bridge/ports";
import { cx } from "@/app/_ui/cx";
import { formatEth, formatLatency, shortHex } from "@/app/_ui/format";

const looks: Record<OperationStatus, { Icon: typeof Clock; ink: string; word: string }> = {
  queued: { Icon: Clock, ink: "text-mist", word: "Waiting" },
  sending: { Icon: Send, ink: "text-dusk-300", word: "Sending" },
  pending: { Icon: LoaderCircle, ink: "text-dusk-300 animate-spin", word: "On its way" },
  confirmed: { Icon: CircleCheck, ink: "text-palm-300", word: "On chain" },
  rejected: { Icon: CircleX, ink: "text-ember-300", word: "Refused" },
  lost: { Icon: CircleX, ink: "text-ember-300", word: "Lost" },
};

function factsOf({ gasUsed, costWei, paidBy, latencyMs }: OperationView): string[] {
  return [
    latencyMs !== undefined && formatLatency(latencyMs),
    gasUsed !== undefined && `${gasUsed.toLocaleString("en")} gas`,
    costWei !== undefined && formatEth(costWei),
    paidBy && (paidBy === "sponsor" ? "paid by the sponsor" : "paid by your account"),
  ].filter((fact): fact is string => Boolean(fact));
}

export function OperationRow({ operation }: { operation: OperationView }) {
  const { Icon, ink, word } = looks[operation.status];
  const facts = factsOf(operation);
  const hash = operation.transactionHash ?? operation.userOpHash;
  return (
    <li
      data-testid="operation-row"
      data-status={operation.status}
      data-hash={operation.userOpHash}
      data-paid-by={operation.paidBy}
      className="row px-3.5 py-2.5 text-sm"
    >
      <p className="flex items-start gap-2.5">
        <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", ink)} />
        <span className="grow font-medium text-sand-50">{operation.actions.join(", ")}</span>
        <span className="shrink-0 text-mist">{word}</span>
      </p>
      {operation.reason && <p className="mt-1 pl-6.5 text-ember-300">{operation.reason}</p>}
      {(facts.length > 0 || hash) && (
        <p className="mt-1 flex flex-wrap gap-x-3 pl-6.5 text-xs text-mist tabular-nums">
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {hash && (
            <code translate="no" title={hash} className="font-mono">
              {shortHex(hash)}
            </code>
          )}
        </p>
      )}
    </li>
  );
}
