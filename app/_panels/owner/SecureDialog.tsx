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
      lead="Now a key of this browser owns it: clear the site data and it is gone. Give it to a passkey or a wallet. It stays the same account, with all that it has."
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
            For 24 hours afterwards nothing leaves the account, in case it was not you. Your session ends, and you sign
            a new one.
          </span>
        </p>
        {step === "sent" ? (
          <p role="status" className="text-sm text-mist">
            Signed and sent. Waiting for the chain…
          </p>
        ) : (
          <>
            <section aria-labelledby="secure-passkey-title" className="grid gap-3">
              <h3 id="secure-passkey-title" className="font-semibold text-sand-50">
                With a passkey
              </h3>
              <PasskeyButtons
                knownLabel="Take your passkey"
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
    opening: "Answer your device’s question.",
    proving: "Confirm once more: the passkey signs that it takes the account.",
  },
  wallet: {
    opening: "Answer in your wallet.",
    proving: "Sign in your wallet that it takes the account. No transaction, no fee.",
  },
} as const;
