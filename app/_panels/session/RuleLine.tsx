import type { NamedText } from "@/app/_bridge/ports";
import { formatMoment, shortHex } from "@/app/_ui/format";

type Props = { rule: string; values: readonly NamedText[] };

/** How the contracts name points in time, which they count in Unix seconds. */
const TIMES = new Set(["due", "until", "readyAt", "seenTime", "validAfter", "validUntil"]);

const showValue = (name: string, value: string) =>
  TIMES.has(name) && /^\d{9,11}$/.test(value) ? formatMoment(BigInt(value)) : shortHex(value);

/** The rule that refused, as the contract names it: what was seen, and what is allowed. */
export function RuleLine({ rule, values }: Props) {
  return (
    <>
      Rule <code translate="no">{rule}</code>
      {values.map(({ name, value }) => (
        <span key={name}>
          {" · "}
          {name} <code translate="no">{showValue(name, value)}</code>
        </span>
      ))}
    </>
  );
}
