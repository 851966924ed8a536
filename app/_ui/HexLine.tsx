import { CopyButton } from "./CopyButton";
import { shortHex } from "./format";

type Props = { label: string; hex: string; testId?: string };

/** A long number in short, and the whole of it to copy. */
export function HexLine({ label, hex, testId }: Props) {
  return (
    <span className="inline-flex items-center gap-1">
      <code translate="no" title={hex} data-testid={testId} data-value={hex} className="font-mono">
        {shortHex(hex)}
      </code>
      <CopyButton text={hex} label={`Copy the ${label}`} />
    </span>
  );
}
