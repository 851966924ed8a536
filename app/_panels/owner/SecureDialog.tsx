"use client";

import { Lock } from "lucide-react";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { SecureSnapshot } from "@/app/_bridge/owner/ports";
import { useWallets } from "@/app/_chain/useWallets";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { Dialog } from "@/app/_ui/Dialog";
import { PasskeyButtons } from "../connect/PasskeyButtons";
import { WalletList } from "../connect/WalletList";

/** Hands a guest's account over to a passkey or a wallet. The question for a new session follows by itself. */
export function SecureDialog({ work }: { work: NonNullable<SecureSnapshot> }) {
  const { secure } = useBridge();
  const wallets = useWallets();
  const { step, reason } = work;
  const isAsking = step === "opening" || step === "proving";
  return (
    <Dialog
      open
      onClose={secure.close}
      closeLabel={step === "sent" ? "Please wait" : "Not now"}
      title="Secure your account"
      lead="A key in this browser owns your account now. If you clear the site data, the account is gone. Hand it over to a passkey or a wallet; you keep everything in it."
      testId="secure-dialog"
    >
      <div className="grid gap-5" data-testid="secure-work" data-step={step}>
        {reason && (
          <Callout tone="error">
            <p role="alert" data-testid="secure-outcome">
              {reason}
            </p>
          </Callout>
        )}
        <p className="row flex gap-3 p-4 text-sm text-sand-200">
          <Lock aria-hidden className="mt-0.5 size-5 shrink-0" />
          <span>
            For 24 hours afterwards nothing can leave the account, in case it was not you. Your session ends, and you
            sign a new one.
          </span>
        </p>
        {step === "sent" ? (
          <p role="status" className="text-sm text-mist">
            Signed and sent. Waiting for the blockchain…
          </p>
        ) : (
          <>
            <section aria-labelledby="secure-passkey-title" className="grid gap-3">
              <h3 id="secure-passkey-title" className="font-semibold text-sand-50">
                With a passkey
              </h3>
              <PasskeyButtons
                knownLabel="Use your passkey"
                onChoose={(which) => void secure.choose({ kind: "passkey", which })}
              />
            </section>
            <section aria-labelledby="secure-wallet-title" className="grid gap-3">
              <h3 id="secure-wallet-title" className="font-semibold text-sand-50">
                With a wallet
              </h3>
              <WalletList
                none="No wallet was found in this browser."
                choices={wallets.choices}
                pairing={wallets.pairing}
                asking={work.with === "wallet" && isAsking ? wallets.asked : undefined}
                onChoose={(id) => void secure.choose({ kind: "wallet", ask: (signal) => wallets.connect(id, signal) })}
              />
            </section>
            {isAsking && (
              <p role="status" className="flex items-center justify-between gap-3 text-sm text-sand-200">
                <span>{hints[work.with ?? "passkey"][step]}</span>
                <Button data-testid="secure-cancel" look="quiet" size="small" onClick={secure.close}>
                  Cancel
                </Button>
              </p>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

const hints = {
  passkey: {
    opening: "Confirm on your device.",
    proving: "Confirm once more, so that the passkey takes over the account.",
  },
  wallet: {
    opening: "Confirm in your wallet.",
    proving: "Sign in your wallet to take over the account. No transaction, no fee.",
  },
} as const;
