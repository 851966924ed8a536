"use client";

import { useState } from "react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { Button } from "@/app/_ui/Button";
import { shortHex } from "@/app/_ui/format";

/** The wallet was switched to another account: whose session plays on, and both ways on. */
export function WalletNote() {
  const bridge = useBridge();
  const { owner, session } = useBridgeSnapshot();
  const [kept, setKept] = useState<string>();
  const wallet = owner?.wallet;
  if (!owner || !session || wallet?.status !== "here" || wallet.address === kept) return null;
  const { address } = wallet;
  if (address.toLowerCase() === owner.label.toLowerCase()) return null;
  return (
    <div role="status" data-testid="wallet-switched" className="panel mb-2 grid animate-rise gap-2 p-3 pl-4 text-sm">
      <p className="text-sand-100">
        This session belongs to {shortHex(owner.label)} and keeps playing. Your wallet shows {shortHex(address)} now.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button data-testid="keep-session" size="small" onClick={() => setKept(address)}>
          Keep playing
        </Button>
        <Button
          data-testid="play-as-other"
          look="quiet"
          size="small"
          onClick={() => bridge.connect({ kind: "wallet", ask: async () => address })}
        >
          Play as {shortHex(address)}
        </Button>
      </div>
    </div>
  );
}
