import type { OwnerPlan } from "@/app/_bridge/owner/ports";
import { shortHex } from "@/app/_ui/format";

/** The calls that one signature covers, in the order in which they are made. */
export function OwnerSteps({ calls }: Pick<OwnerPlan, "calls">) {
  return (
    <section aria-labelledby="owner-calls-title" className="row overflow-hidden">
      <h3
        id="owner-calls-title"
        className="border-b border-sand-200/10 px-4 py-2.5 text-sm font-semibold text-sand-200"
      >
        {calls.length === 1 ? "One signature for one call" : `One signature for ${calls.length} calls, all or none`}
      </h3>
      <ol data-testid="owner-calls" className="divide-y divide-sand-200/8">
        {calls.map(({ words, functionSignature, target, targetName }) => (
          <li key={functionSignature} className="grid gap-0.5 px-4 py-2.5">
            <span className="wrap-anywhere">{words}</span>
            <span className="text-sm wrap-anywhere text-mist">
              <code translate="no" className="font-mono text-dusk-300">
                {functionSignature}
              </code>{" "}
              on {targetName}{" "}
              <code translate="no" title={target} className="font-mono">
                {shortHex(target)}
              </code>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
