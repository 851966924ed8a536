"use client";

import { KeyRound, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { Door } from "@/app/_bridge/views";
import { useWallets } from "@/app/_chain/useWallets";
import { WALLET_CONNECT } from "@/app/_chain/walletConnect/connector";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { Dialog } from "@/app/_ui/Dialog";
import { AskByLink } from "./AskByLink";
import { PasskeyButtons } from "./PasskeyButtons";
import { WalletList } from "./WalletList";

type Props = { open: boolean; onClose: () => void; messages: ReactNode };

/**
 * The first door: as a guest with a device key, with a passkey, or with a wallet that this browser has. While one of them
 * does not answer, the others stay open.
 */
export function ConnectDialog({ open, onClose, messages }: Props) {
  const bridge = useBridge();
  const { opening } = useBridgeSnapshot();
  const wallets = useWallets();

  function playWithout(door: Door) {
    // Otherwise the wallet of an earlier visit would come back at the next reload and take this player's place.
    void wallets.disconnect().catch(() => undefined);
    bridge.connect(door);
  }

  const chooseWallet = (id: string) => bridge.connect({ kind: "wallet", ask: (signal) => wallets.connect(id, signal) });

  return (
    <Dialog
      open={open}
      onClose={onClose}
      messages={messages}
      closeLabel="Look around first"
      title="Who is playing?"
      lead="Your account on the island belongs to you. How do you want to sign in?"
      testId="connect-dialog"
    >
      <section aria-labelledby="guest-title" className="row p-4 sm:p-5">
        <h3 id="guest-title" className="text-lg font-semibold text-sand-50">
          Just play
        </h3>
        <p className="mt-1 text-sm text-mist">No wallet, no sign-up, no pop-up. This browser makes a key for you.</p>
        <Button
          data-testid="connect-guest"
          size="large"
          className="mt-4 w-full"
          icon={<KeyRound aria-hidden className="size-5" />}
          busy={opening === "guest"}
          onClick={() => playWithout({ kind: "guest" })}
        >
          Play as guest
        </Button>
        <p className="mt-3 flex gap-2 text-sm text-sand-200">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            The key stays in this browser and cannot be copied. If you clear the site data or lose this device, the
            account is gone for good.
          </span>
        </p>
      </section>

      <section aria-labelledby="passkey-title" className="mt-6">
        <h3 id="passkey-title" className="text-lg font-semibold text-sand-50">
          Use a passkey
        </h3>
        <p className="mt-1 mb-3 text-sm text-mist">
          Your device protects the key with your fingerprint, face or PIN. From another browser? You will be asked to
          confirm twice.
        </p>
        <PasskeyButtons onChoose={(which) => playWithout({ kind: "passkey", which })} />
        {opening === "passkey" && <Waiting words="Confirm on your device." onCancel={bridge.cancel} />}
      </section>

      <section aria-labelledby="wallet-title" className="mt-6">
        <h3 id="wallet-title" className="text-lg font-semibold text-sand-50">
          Use a wallet
        </h3>
        <p className="mt-1 mb-3 text-sm text-mist">
          Use the same account in any browser that has your wallet. No fees.
        </p>
        {wallets.error && (
          <Callout tone="error" className="mb-3">
            <p role="alert" data-testid="wallet-error">
              {wallets.error}
            </p>
            {wallets.asked === WALLET_CONNECT && (
              <Button
                data-testid="pairing-again"
                look="outline"
                size="small"
                className="mt-2"
                onClick={() => chooseWallet(WALLET_CONNECT)}
              >
                Show a new code
              </Button>
            )}
          </Callout>
        )}
        <WalletList
          choices={wallets.choices}
          pairing={wallets.pairing}
          asking={opening === "wallet" ? wallets.asked : undefined}
          onChoose={chooseWallet}
        />
        {opening === "wallet" && <Waiting words="Confirm in your wallet." onCancel={bridge.cancel} />}
      </section>

      <section aria-labelledby="link-title" className="mt-6">
        <h3 id="link-title" className="text-lg font-semibold text-sand-50">
          Use an account of another device
        </h3>
        <p className="mt-1 mb-3 text-sm text-mist">
          Its owner sees what you ask for and signs there. No key is copied.
        </p>
        <AskByLink />
      </section>
    </Dialog>
  );
}

/** Nobody has to wait for somebody who does not answer. */
function Waiting({ words, onCancel }: { words: string; onCancel: () => void }) {
  return (
    <div role="status" className="mt-3 flex items-center justify-between gap-3 text-sm text-sand-200">
      <span>{words}</span>
      <Button data-testid="cancel-opening" look="quiet" size="small" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
