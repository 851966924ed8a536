"use client";

import { KeyRound, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { PasskeyChoice } from "@/app/_bridge/ports";
import { useWallets } from "@/app/_chain/useWallets";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { Dialog } from "@/app/_ui/Dialog";
import { PasskeyButtons } from "./PasskeyButtons";
import { WalletList } from "./WalletList";

/** The first door: as a guest with a device key, with a passkey, or with a wallet that this browser has. */
export function ConnectDialog({
  open,
  onClose,
  messages,
}: {
  open: boolean;
  onClose: () => void;
  messages: ReactNode;
}) {
  const bridge = useBridge();
  const { busy } = useBridgeSnapshot();
  const wallets = useWallets();
  const asking = wallets.asking !== undefined;

  async function playAsGuest() {
    // Otherwise the wallet of an earlier visit would come back at the next reload and take the guest's place.
    await wallets.disconnect();
    await bridge.connectGuest();
  }

  async function playWithPasskey(which: PasskeyChoice) {
    await wallets.disconnect();
    await bridge.connectPasskey(which);
  }

  async function playWithWallet(id: string) {
    const wallet = await wallets.connect(id);
    if (wallet) await bridge.connectWallet(wallet);
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      messages={messages}
      closeLabel="Look around first"
      title="Who is playing?"
      lead="Your account on the island belongs to you. Choose what opens it."
      testId="connect-dialog"
    >
      <section aria-labelledby="guest-title" className="row p-4 sm:p-5">
        <h3 id="guest-title" className="text-lg font-semibold text-sand-50">
          Just play
        </h3>
        <p className="mt-1 text-sm text-mist">
          No wallet, no sign-up, no prompt. A device key is made here, in this browser.
        </p>
        <Button
          data-testid="connect-guest"
          size="large"
          className="mt-4 w-full"
          icon={<KeyRound aria-hidden className="size-5" />}
          busy={busy === "connecting" && !asking}
          disabled={asking}
          onClick={() => void playAsGuest()}
        >
          Play as guest
        </Button>
        <p className="mt-3 flex gap-2 text-sm text-sand-200">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            The key lives in this browser only and cannot be copied. Clear the site data, or lose this device, and the
            account is gone for good.
          </span>
        </p>
      </section>

      <section aria-labelledby="passkey-title" className="mt-6">
        <h3 id="passkey-title" className="text-lg font-semibold text-sand-50">
          Use a passkey
        </h3>
        <p className="mt-1 mb-3 text-sm text-mist">
          Your device keeps the key, behind your finger, face or PIN. One from another browser is asked twice: two
          signatures tell which key it is.
        </p>
        <PasskeyButtons disabled={busy === "connecting" || asking} onChoose={(which) => void playWithPasskey(which)} />
      </section>

      <section aria-labelledby="wallet-title" className="mt-6">
        <h3 id="wallet-title" className="text-lg font-semibold text-sand-50">
          Use a wallet
        </h3>
        <p className="mt-1 mb-3 text-sm text-mist">
          Your account follows the wallet to any browser. It costs you nothing.
        </p>
        {wallets.error && (
          <Callout tone="error" className="mb-3">
            <p role="alert" data-testid="wallet-error">
              {wallets.error}
            </p>
          </Callout>
        )}
        <WalletList
          choices={wallets.choices}
          asking={wallets.asking}
          disabled={busy === "connecting"}
          onChoose={(id) => void playWithWallet(id)}
        />
      </section>
    </Dialog>
  );
}
