"use client";

import { Button } from "./_ui/Button";
import { PixelHourglass } from "./_ui/PixelHourglass";

/** The last net. What was played is in the browser's queue or on chain; drawing the page anew finds both again. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div role="alert" className="grid justify-items-center gap-4 text-center">
        <PixelHourglass left={0.3} className="h-21 w-15" />
        <h1 className="text-3xl font-semibold text-sand-50">Something went wrong</h1>
        <p className="max-w-sm text-mist">This page has a problem. What you played is saved.</p>
        <Button onClick={reset}>Try again</Button>
      </div>
    </main>
  );
}
