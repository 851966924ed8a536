import type { OperationStatus, OperationView } from "@/app/_bridge/ports";

/** So many fit beside the hourglass. */
const SHOWN = 24;
const SIZE = 8;
const GAP = 3;

/** Each state has a shape of its own: colour alone tells nothing to many. */
const looks: Record<OperationStatus, { className: string; path: string }> = {
  queued: { className: "fill-none stroke-mist/60", path: "M1 1h6v6h-6z" },
  sending: { className: "fill-dusk-300/40 stroke-dusk-300", path: "M1 1h6v6h-6z" },
  pending: { className: "fill-dusk-300 stroke-dusk-300", path: "M1 1h6v6h-6z" },
  confirmed: { className: "fill-palm-300 stroke-palm-300", path: "M1 1h6v6h-6z" },
  rejected: { className: "fill-none stroke-ember-300", path: "M1 1l6 6M7 1l-6 6" },
  lost: { className: "fill-none stroke-ember-300", path: "M1 1l6 6M7 1l-6 6" },
};

/** One mark for each operation of this visit, the newest last: signed, sent, on chain, or struck out. */
export function SignMarks({ operations }: { operations: readonly OperationView[] }) {
  const shown = operations.slice(0, SHOWN).toReversed();
  if (shown.length === 0) return null;
  return (
    <svg
      aria-hidden="true"
      data-testid="sign-marks"
      viewBox={`0 0 ${SHOWN * (SIZE + GAP)} ${SIZE}`}
      className="sign-marks h-2 w-full max-w-66"
      preserveAspectRatio="xMinYMid meet"
    >
      {shown.map(({ id, status, reason }, index) => (
        <path
          key={id}
          data-status={status}
          d={looks[status].path}
          transform={`translate(${index * (SIZE + GAP)} 0)`}
          className={looks[status].className}
          strokeWidth={1.5}
        >
          {reason && <title>{reason}</title>}
        </path>
      ))}
    </svg>
  );
}
