import type { NamedText } from "@/app/_bridge/ports";
import { shortHex } from "@/app/_ui/format";

type Props = { rule: string; values: readonly NamedText[] };

/** The rule that refused, as the contract names it: what was seen, and what is allowed. */
export function RuleLine({ rule, values }: Props) {
  return (
    <>
      Rule <code translate="no">{rule}</code>
      {values.map(({ name, value }) => (
        <span key={name}>
          {" · "}
          {name} <code translate="no">{shortHex(value)}</code>
        </span>
      ))}
    </>
  );
}
