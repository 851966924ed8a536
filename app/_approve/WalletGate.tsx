"use client";

import type { ReactNode } from "react";
import { useConnection } from "wagmi";
import type { OwnerView } from "@/app/_bridge/ports";
import { useWallets } from "@/app/_chain/useWallets";
import { WalletList } from "@/app/_panels/connect/WalletList";
import { WrongChain } from "@/app/_panels/grant/WrongChain";
import { shortHex } from "@/app/_ui/format";

/** What stands between a wallet and its signature: it is away, shows another account, or sits on another chain. */
export function WalletGate({ owner, children }: { owner: OwnerView; children: ReactNode }) {
  const wallets = useWallets();
  const { address } = useConnection();
  if (owner.kind !== "wallet") return children;
  if (!address) {
    return (
      <div data-testid="wallet-away" className="grid gap-3">
        <p className="text-sm text-sand-200">
          Your wallet ({shortHex(owner.label)}) is locked or not connected. Unlock it, then connect it to sign.
        </p>
        <WalletList
          choices={wallets.choices}
          pairing={wallets.pairing}
          asking={undefined}
          onChoose={(id) => void wallets.connect(id, new AbortController().signal).catch(() => undefined)}
        />
        {wallets.error && <p role="alert">{wallets.error}</p>}
      </div>
    );
  }
  if (address.toLowerCase() !== owner.label.toLowerCase()) {
    return (
      <p data-testid="wallet-other" className="text-sm text-sand-200">
        Your account belongs to {shortHex(owner.label)}, and your wallet shows {shortHex(address)} now. Switch it back
        to sign.
      </p>
    );
  }
  if (!wallets.wrongChain) return children;
  const { wantedName } = wallets.wrongChain;
  return <WrongChain wanted={wantedName} busy={wallets.switching} onSwitch={() => void wallets.switchChain()} />;
}
