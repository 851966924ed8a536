import type { CheckView, InspectedOperation } from "@/app/_bridge/inspector/views";
import { Callout } from "@/app/_ui/Callout";
import { formatAmount, formatCount, formatEth, formatMoment } from "@/app/_ui/format";
import { ShareBar } from "./ShareBar";

const looks: Record<CheckView["name"], { label: string; show: (value: bigint) => string; by: string }> = {
  actions: { label: "Actions", show: (value) => formatCount(Number(value)), by: "by this operation" },
  sand: { label: "Sand that may be spent", show: (value) => formatAmount(value), by: "by this operation" },
  gas: { label: "Gas budget", show: formatEth, by: "counted for this operation: the most that it could cost" },
};

type Props = {
  session: NonNullable<InspectedOperation["session"]>;
  blockSeconds: bigint;
  blockNumber: bigint;
};

/** Every limit that the session module checked, with its numbers. */
export function CheckList({ session, blockSeconds, blockNumber }: Props) {
  const { checks, window, hasHistory } = session;
  return (
    <div className="grid gap-2">
      {checks.map(({ name, max, by, after }) => {
        const { label, show, by: words } = looks[name];
        const used = after === undefined ? undefined : `${show(after)} of ${show(max)}`;
        return (
          <div key={name} data-testid={`check-${name}`} className="row grid gap-1.5 px-4 py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-semibold text-sand-50">{label}</span>
              <span className="font-semibold text-sand-100 tabular-nums">{used ?? `at most ${show(max)}`}</span>
            </p>
            {after !== undefined && <ShareBar label={`${label}: ${used}`} part={after} whole={max} />}
            {(after !== undefined || name === "gas") && (
              <p className="text-sm text-mist">
                {show(by)} {words}
              </p>
            )}
          </div>
        );
      })}
      {window && (
        <div data-testid="check-time" className="row px-4 py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-semibold text-sand-50">Time</span>
            <span className="text-sand-100 tabular-nums">{formatMoment(blockSeconds)}</span>
          </p>
          <p className="text-sm text-mist">
            The session is valid after {formatMoment(BigInt(window.validAfter))}, and until{" "}
            {formatMoment(BigInt(window.validUntil))}.
          </p>
        </div>
      )}
      {checks.length === 0 && (
        <Callout tone="info">
          <p>This node no longer has the event of the grant, so its limits are not known here.</p>
        </Callout>
      )}
      {!hasHistory && (
        <Callout tone="info">
          <p data-testid="no-history">
            The numbers of block {formatCount(Number(blockNumber))} are not available: the node does not keep the state
            of old blocks, or the session was ended in that block.
          </p>
        </Callout>
      )}
    </div>
  );
}
