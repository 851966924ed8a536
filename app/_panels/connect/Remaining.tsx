"use client";

import { useEffect, useState } from "react";
import { formatClock } from "@/app/_ui/format";

/** Changes each second, so no screen reader is told about it. */
export function Remaining({ untilMs }: { untilMs: number }) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p aria-hidden className="text-sm text-mist">
      Valid for {formatClock((untilMs - nowMs) / 1_000)}
    </p>
  );
}
