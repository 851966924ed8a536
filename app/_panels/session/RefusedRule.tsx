import type { NamedText } from "@/app/_bridge/ports";
import { Callout } from "@/app/_ui/Callout";
import { RuleLine } from "./RuleLine";

type Props = { reason: string; rule: string | undefined; values: readonly NamedText[] };

/** Why an operation was refused: in words, and the rule with what was seen and what is allowed. */
export function RefusedRule({ reason, rule, values }: Props) {
  return (
    <Callout tone="error">
      <p data-testid="refused-reason">{reason}</p>
      {rule && (
        <p data-testid="refused-rule" className="mt-1 text-mist">
          <RuleLine {...{ rule, values }} />
        </p>
      )}
    </Callout>
  );
}
