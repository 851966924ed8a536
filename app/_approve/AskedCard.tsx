"use client";

import { PenLine } from "lucide-react";
import type { StateOf } from "@/app/_bridge/link/approvalState";
import type { Approval } from "@/app/_bridge/link/createApproval";
import { PermissionCard } from "@/app/_panels/grant/PermissionCard";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { formatDuration, shortHex } from "@/app/_ui/format";
import { GiveLess } from "./GiveLess";
import { WalletGate } from "./WalletGate";

type Props = { state: StateOf<"asked">; approval: Approval };

/** The card of the very grant that will be signed, what may be left out of it, and the one button. */
export function AskedCard({ state, approval }: Props) {
  const { card, owner, request, functions, choice, signing, problem } = state;
  return (
    <section aria-label="What you allow" className="panel grid gap-5 px-5 pt-5 sm:px-7">
      {card ? (
        <PermissionCard grant={card} keyPlace="on the other device" />
      ) : (
        <p role="status" data-testid="no-card" className="row px-4 py-5 text-mist">
          {problem || isPossible(state) ? "Preparing the card…" : "Leave at least one function on, and one action."}
        </p>
      )}
      <GiveLess request={request} functions={functions} choice={choice} disabled={signing} onChoose={approval.choose} />
      {owner.kind === "guest" && (
        <Callout tone="info">This is a guest account: only this browser can open it or end its sessions.</Callout>
      )}
      {/* In reach at every size, without covering the end of the card. */}
      <div className="sticky bottom-0 -mx-5 rounded-b-[var(--radius-panel)] border-t border-sand-200/12 bg-night-850 px-5 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:-mx-7 sm:px-7">
        <WalletGate owner={owner}>
          <Button
            data-testid="approve-sign"
            size="large"
            className="w-full"
            busy={signing}
            disabled={!card}
            icon={<PenLine aria-hidden className="size-5" />}
            onClick={approval.sign}
          >
            Allow for {formatDuration(choice.duration)}
          </Button>
        </WalletGate>
        <p role="status" className="mt-2.5 text-center text-sm wrap-anywhere text-mist">
          {signing ? waits[owner.kind] : `One signature of ${shortHex(owner.label)}. No transaction, no fee.`}
        </p>
      </div>
    </section>
  );
}

const isPossible = ({ choice, functions }: StateOf<"asked">) =>
  choice.calls >= 1 && functions.some(({ functionSignature }) => !choice.off.has(functionSignature));

const waits = {
  guest: "Signing…",
  wallet: "Open your wallet. What it shows is this card, word for word.",
  passkey: "Your device asks for your fingerprint or PIN. You are approving this card.",
} as const;
