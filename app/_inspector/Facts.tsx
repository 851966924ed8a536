import type { NamedText } from "@/app/_bridge/ports";
import { shortHex } from "@/app/_ui/format";
import { HexLine } from "@/app/_ui/HexLine";

const isLong = (value: string) => value.startsWith("0x") && value.length > 12;

/** Names and values. Long bytes are shortened, and can be copied whole. */
export function Facts({ facts }: { facts: readonly NamedText[] }) {
  return (
    <dl className="divide-y divide-sand-200/10 text-sm">
      {facts.map(({ name, value }) => (
        <div key={name} className="flex flex-wrap items-center justify-between gap-x-6 py-1.5">
          <dt className="text-mist">{name}</dt>
          <dd className="min-w-0 wrap-anywhere text-sand-100 tabular-nums">
            {isLong(value) ? <HexLine label={name} hex={value} /> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The same in one line, for the arguments of calls and events. */
export function FactLine({ facts }: { facts: readonly NamedText[] }) {
  return (
    <p className="flex flex-wrap gap-x-4 text-sm text-mist">
      {facts.map(({ name, value }) => (
        <span key={name} className="min-w-0 wrap-anywhere">
          {name}{" "}
          <code translate="no" title={value} className="text-sand-100">
            {shortHex(value)}
          </code>
        </span>
      ))}
    </p>
  );
}
