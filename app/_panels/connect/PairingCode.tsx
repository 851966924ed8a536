"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { encode } from "uqr";
import type { PairingCode as Code, Pairing } from "@/app/_chain/walletConnect/pairing";
import { Button } from "@/app/_ui/Button";
import { formatClock } from "@/app/_ui/format";

/** The code for a wallet on another device, the link for one on this device, and the way back. Nothing while none is waited for. */
export function PairingCode({ pairing }: { pairing: Pairing }) {
  const { code, cancel } = useSyncExternalStore(pairing.subscribe, pairing.getState, pairing.getState);
  if (!code) return null;
  return (
    // It appears below what was pressed, on a phone below the fold.
    <div
      ref={(element) => element?.scrollIntoView({ block: "nearest" })}
      data-testid="pairing"
      className="mt-3 grid justify-items-center gap-3 text-center"
    >
      <QrCode text={code.uri} />
      <p className="max-w-sm text-sm text-sand-200">
        Scan this code with a wallet on your phone. Is the wallet on this device?{" "}
        <a href={code.uri} data-testid="pairing-link" className="font-semibold underline underline-offset-4">
          Open it here
        </a>
        .
      </p>
      <Remaining code={code} />
      <Button data-testid="pairing-cancel" look="quiet" size="small" onClick={cancel}>
        Cancel
      </Button>
    </div>
  );
}

/** Changes each second, so no screen reader is told about it. */
function Remaining({ code }: { code: Code }) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p aria-hidden className="text-sm text-mist">
      Valid for {formatClock((code.expiresAtMs - nowMs) / 1_000)}
    </p>
  );
}

/** Dark on light, with the quiet border that cameras need. */
function QrCode({ text }: { text: string }) {
  const { size, path } = useMemo(() => {
    const { size: side, data } = encode(text, { ecc: "L", border: 3 });
    const cells = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: side, path: cells.join("") };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label="Code to connect a wallet"
      data-testid="pairing-code"
      data-uri={text}
      viewBox={`0 0 ${size} ${size}`}
      className="w-full max-w-64 rounded-xl bg-white"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#15102e" />
    </svg>
  );
}
