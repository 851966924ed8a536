"use client";

import { Check, Lock, RotateCcw } from "lucide-react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { OwnerStep, OwnerWork } from "@/app/_bridge/owner/ports";
import type { OwnerView } from "@/app/_bridge/ports";
import { useWallets } from "@/app/_chain/useWallets";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { Dialog } from "@/app/_ui/Dialog";
import { RoomLink } from "../expedition/RoomLink";
import { OwnerWallet } from "../grant/OwnerWallet";
import { OwnerSteps } from "./OwnerSteps";
import { WhoSigns } from "./WhoSigns";

/** What the owner is about to sign, in words, and what became of it. */
export function OwnerDialog({ work }: { work: OwnerWork }) {
  const { owner: port } = useBridge();
  const kind = useBridgeSnapshot().owner?.kind ?? "guest";
  const { step, words, plan, reason } = work;
  const tone = tones[step];
  return (
    <Dialog
      open
      onClose={port.close}
      closeLabel={closeLabels[step] ?? "Close"}
      title={words.title}
      lead={words.sentence}
      testId="owner-dialog"
      footer={<Footer work={work} kind={kind} />}
    >
      <div className="grid gap-4" data-testid="owner-work" data-step={step}>
        {tone && (
          <Callout tone={tone}>
            <p role={tone === "error" ? "alert" : undefined} data-testid="owner-outcome">
              {step === "confirmed" ? words.done : reason}
            </p>
          </Callout>
        )}
        {work.room !== undefined && <RoomLink room={work.room} />}
        {plan && step !== "confirmed" && (
          <>
            <OwnerSteps calls={plan.calls} />
            <WhoSigns kind={kind} plan={plan} />
          </>
        )}
      </div>
    </Dialog>
  );
}

const closeLabels: Partial<Record<OwnerStep, string>> = {
  reading: "Cancel",
  ready: "Cancel",
  asking: "Keep playing",
  sent: "Keep playing",
};

const tones: Partial<Record<OwnerStep, "success" | "info" | "warning" | "error">> = {
  confirmed: "success",
  declined: "info",
  unheard: "warning",
  refused: "error",
};

function Footer({ work, kind }: { work: OwnerWork; kind: OwnerView["kind"] }) {
  const { owner: port, secure } = useBridge();
  const { owner } = useBridgeSnapshot();
  const wallets = useWallets();
  const { step, action } = work;
  const signs = step === "ready" || step === "declined";
  const wide = { size: "large", className: "w-full" } as const;
  const controls = (
    <>
      {step === "refused" && work.remedy ? (
        <Button
          data-testid={`owner-${work.remedy}`}
          {...wide}
          icon={<Lock aria-hidden className="size-5" />}
          onClick={() => {
            if (work.remedy === "release") return void port.ask({ type: "release" });
            port.close();
            secure.ask();
          }}
        >
          {work.remedy === "secure" ? "Secure your account" : "Unlock your account"}
        </Button>
      ) : step === "refused" ? (
        <Button
          data-testid="owner-again"
          {...wide}
          icon={<RotateCcw aria-hidden className="size-5" />}
          onClick={() => void port.ask(action)}
        >
          Try again
        </Button>
      ) : step === "confirmed" || step === "unheard" ? (
        <Button data-testid="owner-done" {...wide} icon={<Check aria-hidden className="size-5" />} onClick={port.close}>
          {step === "confirmed" ? "Done" : "Close"}
        </Button>
      ) : (
        <div className="flex gap-2">
          <Button
            data-testid="owner-sign"
            size="large"
            className="min-w-0 grow"
            busy={!signs}
            icon={<Lock aria-hidden className="size-5" />}
            onClick={() => void port.sign()}
          >
            {signLabels[kind]}
          </Button>
          {step === "asking" && kind !== "guest" && (
            <Button data-testid="owner-give-up" look="quiet" size="large" onClick={port.giveUp}>
              Cancel
            </Button>
          )}
        </div>
      )}
      <p role="status" data-testid="owner-hint" className="mt-2.5 text-center text-sm text-mist">
        {(signs && wallets.error) || hintOf(step, kind)}
      </p>
    </>
  );
  if (!signs || !owner) return controls;
  return (
    <OwnerWallet owner={owner} wallets={wallets}>
      {controls}
    </OwnerWallet>
  );
}

const signLabels = {
  guest: "Sign with the device key",
  passkey: "Sign with the passkey",
  wallet: "Ask the wallet",
} as const;

function hintOf(step: OwnerStep, kind: OwnerView["kind"]): string {
  switch (step) {
    case "reading":
      return "Checking the blockchain…";
    case "ready":
      return kind === "guest" ? "Pressing the button signs. No fee." : "One signature. No transaction, no fee.";
    case "asking":
      if (kind === "passkey") return "Asking the sponsor, then your device…";
      return kind === "guest"
        ? "Asking the sponsor, then signing…"
        : "Asking the sponsor, then your wallet. Open it and compare what it shows.";
    case "sent":
      return "Signed and sent. Waiting for the blockchain…";
    case "confirmed":
      return "It is on chain.";
    case "declined":
      return "You can try again.";
    case "refused":
      return "Nothing changed.";
    case "unheard":
      return "The blockchain has not answered yet.";
  }
}
