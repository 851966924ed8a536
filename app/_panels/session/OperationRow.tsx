import { ChevronRight } from "lucide-react";
import type { OperationView } from "@/app/_bridge/ports";
import { cx } from "@/app/_ui/cx";
import { formatEth, formatLatency, shortHex } from "@/app/_ui/format";
import { keepFocus } from "@/app/_ui/keepFocus";
import { operationLooks } from "./operationLooks";

function factsOf({ gasUsed, costWei, paidBy, latencyMs }: OperationView): string[] {
  return [
    latencyMs !== undefined && formatLatency(latencyMs),
    gasUsed !== undefined && `${gasUsed.toLocaleString("en")} gas`,
    costWei !== undefined && formatEth(costWei),
    paidBy && (paidBy === "sponsor" ? "paid by the sponsor" : "paid by your account"),
  ].filter((fact): fact is string => Boolean(fact));
}

type Props = { operation: OperationView; onOpen: () => void };

/** One operation; a press opens its receipt. */
export function OperationRow({ operation, onOpen }: Props) {
  const { Icon, ink, word } = operationLooks[operation.status];
  const facts = factsOf(operation);
  const hash = operation.transactionHash ?? operation.userOpHash;
  return (
    <li
      data-testid="operation-row"
      data-status={operation.status}
      data-hash={operation.userOpHash}
      data-paid-by={operation.paidBy}
    >
      <button
        type="button"
        aria-haspopup="dialog"
        onMouseDown={keepFocus}
        onClick={onOpen}
        className="button row block w-full px-3.5 py-2.5 text-left text-sm hover:border-sand-200/40"
      >
        <span className="flex items-start gap-2.5">
          <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", ink)} />
          <span className="grow font-medium text-sand-50">{operation.actions.join(", ")}</span>
          <span className="shrink-0 text-mist">{word}</span>
          <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 text-mist" />
        </span>
        {operation.reason && <span className="mt-1 block pl-6.5 text-ember-300">{operation.reason}</span>}
        {(facts.length > 0 || hash) && (
          <span className="mt-1 flex flex-wrap gap-x-3 pl-6.5 text-xs text-mist tabular-nums">
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
            {hash && (
              <code translate="no" title={hash} className="font-mono">
                {shortHex(hash)}
              </code>
            )}
          </span>
        )}
      </button>
    </li>
  );
}
