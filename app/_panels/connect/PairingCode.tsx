"use client";

import { useSyncExternalStore } from "react";
import type { Pairing } from "@/app/_chain/walletConnect/pairing";
import { Button } from "@/app/_ui/Button";
import { QrCode } from "./QrCode";
import { Remaining } from "./Remaining";

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
      <QrCode text={code.uri} label="Code to connect a wallet" />
      <p className="max-w-sm text-sm text-sand-200">
        Scan this code with a wallet on your phone. Is the wallet on this device?{" "}
        <a href={code.uri} data-testid="pairing-link" className="font-semibold underline underline-offset-4">
          Open it here
        </a>
        .
      </p>
      <Remaining untilMs={code.expiresAtMs} />
      <Button data-testid="pairing-cancel" look="quiet" size="small" onClick={cancel}>
        Cancel
      </Button>
    </div>
  );
}
