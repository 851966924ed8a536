"use client";

import { Hourglass, PenLine } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { OwnerView } from "@/app/_bridge/ports";
import { useWallets } from "@/app/_chain/useWallets";
import { walletErrorText } from "@/app/_chain/walletError";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import { formatDuration } from "@/app/_ui/format";
import { PermissionCard } from "./PermissionCard";
import { WrongChain } from "./WrongChain";

type Props = {
  open: boolean;
  onClose: () => void;
  messages: ReactNode;
  /** `renew` keeps the queued actions and says so. */
  mode: "first" | "renew";
};

/** What the owner is about to sign, in words, and the one button that signs it. */
export function PermissionDialog({ open, onClose, messages, mode }: Props) {
  const bridge = useBridge();
  const { owner, busy, queued } = useBridgeSnapshot();
  const wallets = useWallets();
  const kind = owner?.kind ?? "guest";
  const wrongChain = kind === "wallet" ? wallets.wrongChain : undefined;
  const signing = busy === "signing";
  const [refusal, setRefusal] = useState<string>();
  if (!open) return null;
  const grant = bridge.readGrant();

  async function sign() {
    setRefusal(undefined);
    try {
      await (mode === "first" ? bridge.grant() : bridge.renew());
    } catch (cause) {
      setRefusal(walletErrorText(cause));
    }
  }

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      messages={messages}
      closeLabel={mode === "first" ? "Look around first" : "Not now"}
      title={mode === "first" ? `A key for ${formatDuration(grant.durationSeconds)}` : "Turn the glass"}
      lead={
        mode === "first"
          ? "You allow a key in this browser to play for you. The chain holds it to exactly this:"
          : "A new key with the same limits. Nothing that you played is lost."
      }
      testId="permission-dialog"
      footer={
        <>
          {wrongChain ? (
            <WrongChain
              wanted={wrongChain.wantedName}
              busy={wallets.switching}
              onSwitch={() => void wallets.switchChain()}
            />
          ) : (
            <Button
              data-testid="grant-sign"
              size="large"
              className="w-full"
              busy={signing}
              icon={
                mode === "first" ? (
                  <PenLine aria-hidden className="size-5" />
                ) : (
                  <Hourglass aria-hidden className="size-5" />
                )
              }
              onClick={() => void sign()}
            >
              {mode === "first" ? "Sign and play" : "Sign and play on"}
            </Button>
          )}
          <p role="status" data-testid="grant-hint" className="mt-2.5 text-center text-sm text-mist">
            {refusal ?? wallets.error ?? hint({ kind, signing, queued, mode })}
          </p>
        </>
      }
    >
      <PermissionCard grant={grant} />
    </Dialog>
  );
}

function hint({
  kind,
  signing,
  queued,
  mode,
}: {
  kind: OwnerView["kind"];
  signing: boolean;
  queued: number;
  mode: Props["mode"];
}) {
  if (signing && kind === "wallet") return "Open your wallet and read what it shows: it is this card, word for word.";
  if (signing && kind === "passkey") return "Your device asks for you. It shows no words: what you sign is this card.";
  if (mode === "renew" && queued > 0) return `${queued} waiting moves go out as soon as you sign.`;
  if (kind === "guest") return "No prompt: your device key signs. No fee.";
  return "One signature. No transaction, no fee.";
}
