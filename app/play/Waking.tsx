import { Button } from "@/app/_ui/Button";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";

export function Waking() {
  return (
    <main className="grid min-h-dvh place-items-center bg-night-950">
      <div role="status" data-testid="loading" className="grid justify-items-center gap-5 text-center">
        <PixelHourglass left={0.7} running className="h-21 w-15" />
        <p className="font-display text-xl text-sand-100">Loading the island…</p>
      </div>
    </main>
  );
}

type Props = { reason: string; busy: boolean; onRetry: () => void };

export function Unreachable({ reason, busy, onRetry }: Props) {
  return (
    <main className="grid min-h-dvh place-items-center bg-night-950 p-6">
      <div
        role="alert"
        data-testid="unreachable"
        className="panel grid max-w-md justify-items-center gap-4 p-8 text-center"
      >
        <PixelHourglass left={0} className="h-21 w-15" />
        <h1 className="text-2xl font-semibold text-sand-50">The game is not available</h1>
        <p className="text-mist">{reason}</p>
        <p className="text-sm text-mist">What you own is safe on chain. This page tries again by itself.</p>
        <Button busy={busy} onClick={onRetry}>
          Try now
        </Button>
      </div>
    </main>
  );
}

/** Keys of a browser exist on secure pages only: https, or this very computer. */
export function Insecure() {
  return (
    <main className="grid min-h-dvh place-items-center bg-night-950 p-6">
      <div
        role="alert"
        data-testid="insecure"
        className="panel grid max-w-md justify-items-center gap-4 p-8 text-center"
      >
        <PixelHourglass left={0} className="h-21 w-15" />
        <h1 className="text-2xl font-semibold text-sand-50">This page needs a secure connection</h1>
        <p className="text-mist">
          Your browser makes and keeps keys only on a secure page. Open this site with <strong>https://</strong>, or on
          the computer that runs it as <strong>http://localhost</strong>.
        </p>
        <p className="text-sm text-mist">Seen here: {globalThis.location?.origin}</p>
      </div>
    </main>
  );
}
