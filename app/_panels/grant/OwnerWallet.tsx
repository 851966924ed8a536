"use client";

import type { ReactNode } from "react";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { OwnerView } from "@/app/_bridge/ports";
import type { Wallets } from "@/app/_chain/useWallets";
import { WalletList } from "@/app/_panels/connect/WalletList";
import { Button } from "@/app/_ui/Button";
import { shortHex } from "@/app/_ui/format";
import { WrongChain } from "./WrongChain";

type Props = { owner: OwnerView; wallets: Wallets; children: ReactNode };

/** What stands between a wallet and its signature: it is away, shows another account, or sits on another chain. */
export function OwnerWallet({ owner, wallets, children }: Props) {
  const bridge = useBridge();
  const { wallet, label } = owner;
  if (!wallet) return children;
  if (wallet.status !== "here") {
    return (
      <div data-testid="wallet-away" className="grid gap-3">
        <p className="text-sm text-sand-200">
          Your wallet ({shortHex(label)}) is locked or not connected. Unlock it, then connect it to sign.
        </p>
        <WalletList
          choices={wallets.choices}
          pairing={wallets.pairing}
          asking={undefined}
          onChoose={(id) => void wallets.connect(id, new AbortController().signal).catch(() => undefined)}
        />
      </div>
    );
  }
  const { address } = wallet;
  if (address.toLowerCase() !== label.toLowerCase()) {
    return (
      <div data-testid="wallet-other" className="grid gap-3">
        <p className="text-sm text-sand-200">
          This account belongs to {shortHex(label)}, and your wallet shows {shortHex(address)} now. Switch the wallet
          back to sign, or play with the other account.
        </p>
        <Button
          data-testid="play-as-other"
          look="outline"
          className="w-full"
          onClick={() => bridge.connect({ kind: "wallet", ask: async () => address })}
        >
          Play as {shortHex(address)}
        </Button>
      </div>
    );
  }
  if (!wallets.wrongChain) return children;
  return (
    <WrongChain
      wanted={wallets.wrongChain.wantedName}
      busy={wallets.switching}
      onSwitch={() => void wallets.switchChain()}
    />
  );
}
