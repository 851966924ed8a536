import type { CallView } from "@/app/_bridge/inspector/views";
import { shortHex } from "@/app/_ui/format";
import { FactLine } from "./Facts";

/** What the account called, in order: all of it or nothing. */
export function CallList({ calls }: { calls: readonly CallView[] | undefined }) {
  if (!calls) return <p className="row px-4 py-3 text-mist">The call data has a form that this page does not know.</p>;
  return (
    <ol className="grid gap-2">
      {calls.map((call, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the calls of an operation never change, and may be equal.
        <li key={index} data-testid="operation-call" className="row grid grid-cols-1 gap-1 px-4 py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-semibold text-sand-50">{call.words ?? call.functionText}</span>
            <span className="text-sm text-mist">
              <code translate="no">{call.functionText}</code> of{" "}
              <span title={call.target}>{shortHex(call.targetName)}</span>
            </span>
          </p>
          {call.args.length > 0 && <FactLine facts={call.args} />}
          {call.rule && (
            <p data-testid="call-rule" className="text-sm text-mist">
              Rule {call.rule.number}
              {call.rule.of && ` of ${call.rule.of}`}
              {call.rule.functionSignature && (
                <>
                  {": "}
                  <code translate="no" className="text-sand-100">
                    {call.rule.functionSignature}
                  </code>
                </>
              )}
              {[...call.rule.limits, ...call.rule.counted].map((limit) => ` · ${limit}`)}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
