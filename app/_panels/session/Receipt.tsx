import Link from "next/link";
import type { OperationView } from "@/app/_bridge/ports";
import { buttonClass } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";
import { Dialog } from "@/app/_ui/Dialog";
import { formatLatency } from "@/app/_ui/format";
import { HexLine } from "@/app/_ui/HexLine";
import { operationLooks } from "./operationLooks";
import { RefusedRule } from "./RefusedRule";
import { readReceipt, titleReceipt } from "./receiptSteps";

type Props = { operation: OperationView | undefined; onClose: () => void };

/** What one operation took, like the slip of a shop. */
export function Receipt({ operation, onClose }: Props) {
  return (
    <Dialog
      open={operation !== undefined}
      onClose={onClose}
      testId="receipt"
      title={operation ? titleReceipt(operation) : "Receipt"}
      lead={operation && `Receipt: ${operationLooks[operation.status].word.toLowerCase()}`}
      footer={
        operation?.userOpHash && (
          <Link
            data-testid="to-operation"
            href={`/op/${operation.userOpHash}`}
            className={cx(buttonClass("outline", "medium"), "w-full")}
          >
            Everything about it
          </Link>
        )
      }
    >
      {operation && <Slip operation={operation} />}
    </Dialog>
  );
}

/** The lines of a receipt. */
export function Slip({ operation }: { operation: OperationView }) {
  const { userOpHash, transactionHash, latencyMs, reason, refusal } = operation;
  return (
    <div className="grid gap-4">
      {reason && <RefusedRule reason={reason} rule={refusal?.rule} values={refusal?.values ?? []} />}
      <ol className="row divide-y divide-dashed divide-sand-200/20 px-4">
        {readReceipt(operation).map(({ who, what, time, isDone }) => (
          <li
            key={who}
            data-testid="receipt-step"
            data-done={isDone}
            className={cx("flex items-baseline justify-between gap-4 py-2.5", !isDone && "text-mist")}
          >
            <p className="min-w-0">
              <span className="block font-semibold text-sand-50">{who}</span>
              <span className="text-sm text-mist">{isDone ? what : "not yet"}</span>
            </p>
            <span className="shrink-0 font-mono text-sm text-sand-100 tabular-nums">{time}</span>
          </li>
        ))}
        {latencyMs !== undefined && (
          <li className="flex justify-between gap-4 py-3 font-semibold text-sand-50">
            <span>In all</span>
            <span className="font-mono tabular-nums">{formatLatency(latencyMs)}</span>
          </li>
        )}
      </ol>
      <dl className="grid gap-1 text-sm text-mist">
        {userOpHash && (
          <div className="flex flex-wrap items-center justify-between gap-x-4">
            <dt>Operation</dt>
            <dd className="text-sand-100">
              <HexLine label="hash of the operation" hex={userOpHash} testId="receipt-hash" />
            </dd>
          </div>
        )}
        {transactionHash && (
          <div className="flex flex-wrap items-center justify-between gap-x-4">
            <dt>Transaction</dt>
            <dd className="text-sand-100">
              <HexLine label="hash of the transaction" hex={transactionHash} />
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}
