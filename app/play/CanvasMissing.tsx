"use client";

import { useEffect } from "react";
import { useBridge } from "@/app/_bridge/BridgeProvider";

/** Stands where the canvas would be when its code did not come: nobody is asked to sign for an hour without a game. */
export default function CanvasMissing() {
  const bridge = useBridge();
  useEffect(() => bridge.setEngine("failed"), [bridge]);
  return (
    <p role="alert" data-testid="engine-missing" className="absolute inset-0 grid place-items-center p-6 text-sand-100">
      The game could not be loaded. Check your connection, then reload the page.
    </p>
  );
}
