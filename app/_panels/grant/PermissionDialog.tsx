"use client";

import { Hourglass, PenLine, QrCode } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { BridgeSnapshot, OwnerView } from "@/app/_bridge/ports";
import type { Begin } from "@/app/_bridge/signers/views";
import { useWallets } from "@/app/_chain/useWallets";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import { formatDuration, plural } from "@/app/_ui/format";
import { FloatingMissingPart, loadPart } from "@/app/_ui/loadPart";
import { BeginChoice } from "./BeginChoice";
import { OwnerWallet } from "./OwnerWallet";
import { PermissionCard } from "./PermissionCard";

/** Few owners have signers, so what shows them is loaded when it is needed. */
const SignersDialog = loadPart(
  () => import("./SignersDialog").then((module) => module.SignersDialog),
  FloatingMissingPart,
);

type Props = {
  open: boolean;
  onClose: () => void;
  messages: ReactNode;
  /** `renew` keeps the queued actions and says so. */
  mode: "first" | "renew";
};

/** How often the grant on the card is looked at: an old one is made anew. */
const PREPARE_MS = 5_000;

/** What the owner is about to sign, in words, and the one button that signs it. */
export function PermissionDialog({ open, onClose, messages, mode }: Props) {
  const bridge = useBridge();
  const { owner, busy, queued, engine, waiting, begin = 0 } = useBridgeSnapshot();
  const wallets = useWallets();
  const isAsking = open && owner !== undefined;
  useEffect(() => {
    if (!isAsking) return;
    bridge.prepareGrant();
    const timer = setInterval(bridge.prepareGrant, PREPARE_MS);
    return () => clearInterval(timer);
  }, [bridge, isAsking]);
  if (!open || !owner) return null;
  if (waiting) return <SignersDialog {...{ waiting, onClose, messages }} />;
  const { kind } = owner;
  function choose(next: Begin) {
    bridge.chooseBegin(next);
    bridge.prepareGrant();
  }
  const signing = busy === "signing";
  const grant = bridge.readGrant();

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      messages={messages}
      closeLabel={mode === "first" ? "Look around first" : "Not now"}
      title={mode === "first" ? `Start a session of ${formatDuration(grant.limits.duration)}` : "Play another hour"}
      lead={
        mode === "first"
          ? "You allow a key in this browser to play for you, and nothing else."
          : "A new key for another hour. Nothing that you played is lost."
      }
      testId="permission-dialog"
      footer={
        <>
          <OwnerWallet owner={owner} wallets={wallets}>
            {owner.isElsewhere ? (
              <Button
                data-testid="ask-again"
                size="large"
                className="w-full"
                icon={<QrCode aria-hidden className="size-5" />}
                onClick={() => bridge.connect({ kind: "link" })}
              >
                Ask the other device again
              </Button>
            ) : engine === "failed" ? (
              <Button data-testid="engine-reload" size="large" className="w-full" onClick={() => location.reload()}>
                Reload the page
              </Button>
            ) : (
              <div className="flex gap-2">
                <Button
                  data-testid="grant-sign"
                  size="large"
                  className="min-w-0 grow"
                  busy={signing || engine === "loading"}
                  icon={
                    mode === "first" ? (
                      <PenLine aria-hidden className="size-5" />
                    ) : (
                      <Hourglass aria-hidden className="size-5" />
                    )
                  }
                  onClick={bridge.grant}
                >
                  {owner.contract ? "Ask the signers" : mode === "first" ? "Sign and play" : "Sign and keep playing"}
                </Button>
                {signing && kind !== "guest" && (
                  <Button data-testid="grant-cancel" look="quiet" size="large" onClick={bridge.cancel}>
                    Cancel
                  </Button>
                )}
              </div>
            )}
          </OwnerWallet>
          <p role="status" data-testid="grant-hint" className="mt-2.5 text-center text-sm text-mist">
            {owner.isElsewhere
              ? "The owner of this account is on another device, and signs there."
              : (wallets.error ?? hint({ owner, signing, queued, mode, engine }))}
          </p>
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {owner.contract && <BeginChoice chosen={begin} disabled={signing} onChoose={choose} />}
        <PermissionCard grant={grant} before={mode === "renew" ? bridge.readSigned() : undefined} />
      </div>
    </Dialog>
  );
}

type HintFacts = {
  owner: OwnerView;
  signing: boolean;
  queued: number;
  mode: Props["mode"];
  engine: BridgeSnapshot["engine"];
};

function hint({ owner: { kind, contract }, signing, queued, mode, engine }: HintFacts) {
  // An hour that nobody can play must not begin.
  if (engine === "failed") return "The game could not be loaded. Check your connection, then reload the page.";
  if (engine === "loading") return "The game is loading. Your hour starts when it can be played.";
  if (signing && kind === "wallet") return "Open your wallet. What it shows is this card, word for word.";
  if (signing && kind === "passkey")
    return "Your device asks for your fingerprint or PIN. You are approving this card.";
  if (mode === "renew" && queued > 0) {
    return `${plural(queued, "move")} ${queued === 1 ? "is" : "are"} waiting and will be sent as soon as you sign.`;
  }
  if (kind === "guest") return "No pop-up and no fee: your device key signs.";
  if (contract) {
    const { signers } = contract;
    const who = signers ? `${signers.threshold} of ${signers.owners.length} signers` : "Its signers";
    return `${who} must approve. Then a transaction switches the key on, and Hourglass pays for it.`;
  }
  return "One signature. No transaction, no fee.";
}
