import type { Inspection } from "@/app/_bridge/inspector/views";
import type { OperationStatus } from "@/app/_bridge/ports";
import { Slip } from "@/app/_panels/session/Receipt";
import { titleReceipt } from "@/app/_panels/session/receiptSteps";

const words: Record<OperationStatus, string> = {
  queued: "It waits in this browser and was not sent yet.",
  sending: "This browser is sending it.",
  pending: "The bundler has it, and no block includes it yet.",
  confirmed: "A block included it, and the node that was asked does not know that block yet.",
  rejected: "It was refused before any block included it, so nothing was paid.",
  lost: "The blockchain took back the block that included it.",
};

/** No block includes it: what this browser knows, if it sent it. */
export function NotOnChain({ inspection }: { inspection: Extract<Inspection, { state: "own" | "unknown" }> }) {
  if (inspection.state === "unknown") {
    return (
      <section data-testid="operation-state" data-state="unknown" className="panel px-6 py-8">
        <h2 className="text-2xl font-semibold text-sand-50">No operation with this hash</h2>
        <p className="mt-2 max-w-2xl text-mist">
          No block of this world includes it, and this page did not send it. If it was sent a moment ago, wait: this
          page looks again by itself. A transaction has another hash than its operations.
        </p>
      </section>
    );
  }
  const { operation } = inspection;
  return (
    <section data-testid="operation-state" data-state={operation.status} className="panel grid gap-4 px-6 py-6">
      <div>
        <h2 className="text-2xl font-semibold text-sand-50">{titleReceipt(operation)}</h2>
        <p className="mt-2 text-mist">{words[operation.status]}</p>
      </div>
      <Slip operation={operation} />
    </section>
  );
}
