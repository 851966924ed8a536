import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";

/** Classes, because the page's policy refuses style attributes in what the server writes. */
const fading = ["", "opacity-80", "opacity-65", "opacity-50", "opacity-35"];

/** Rows to come, so that nothing jumps when they are there. */
export function BoardWaiting() {
  return (
    <div role="status" data-testid="board-waiting" className="grid gap-2.5">
      <p className="sr-only">Reading the list…</p>
      {fading.map((shade) => (
        <div key={shade} aria-hidden className={cx("row h-16", shade)} />
      ))}
    </div>
  );
}

type Props = { what?: string; isOnline: boolean; reason: string | undefined; busy: boolean; onRetry: () => void };

/** Nothing to show, and why. */
export function BoardProblem({ what = "list", isOnline, reason, busy, onRetry }: Props) {
  return (
    <div
      role="alert"
      data-testid="board-problem"
      className="panel grid justify-items-center gap-4 px-6 py-12 text-center"
    >
      <PixelHourglass left={0} className="h-21 w-15" />
      <h2 className="text-2xl font-semibold text-sand-50">
        {isOnline ? `The ${what} could not be loaded` : "You are offline"}
      </h2>
      <p className="max-w-md text-mist">
        {isOnline ? reason : `The ${what} is read from the network.`} What you own is safe on chain. This page tries
        again by itself.
      </p>
      <Button look="outline" busy={busy} onClick={onRetry}>
        Try now
      </Button>
    </div>
  );
}
