"use client";

import { Hourglass, KeyRound, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { WaitingView } from "@/app/_bridge/signers/views";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { CopyButton } from "@/app/_ui/CopyButton";
import { cx } from "@/app/_ui/cx";
import { Dialog } from "@/app/_ui/Dialog";
import { Disclosure } from "@/app/_ui/Disclosure";
import { shortHex } from "@/app/_ui/format";
import { formatBegin } from "./formatBegin";
import { PermissionCard } from "./PermissionCard";

type Props = { waiting: WaitingView; onClose: () => void; messages: ReactNode };

const titles: Record<WaitingView["step"], string> = {
  signers: "Waiting for signers",
  due: "Approved",
  enabling: "Switching the key on",
};

/** An owner that is a contract was asked: who must approve what, until when, and how far that is. */
export function SignersDialog({ waiting, onClose, messages }: Props) {
  const bridge = useBridge();
  const { step, validAfter, validUntil } = waiting;
  const from = formatBegin(validAfter);
  const leads: Record<WaitingView["step"], string> = {
    signers: "You can close this page: what was asked for stays, and goes on when you come back.",
    due: `The key is switched on at ${from}, while this page is open.`,
    enabling: "A transaction switches the key on. Hourglass pays for it.",
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      messages={messages}
      closeLabel="Look around meanwhile"
      title={titles[step]}
      lead={leads[step]}
      testId="signers-dialog"
      footer={
        step !== "enabling" && (
          <div className="flex flex-wrap gap-2">
            {step === "signers" && (
              <Button
                data-testid="ask-signers"
                look="outline"
                className="grow"
                busy={waiting.wallet === "asked"}
                onClick={bridge.askSigners}
              >
                {waiting.wallet === "asked" ? "Your wallet was asked" : "Ask the wallet again"}
              </Button>
            )}
            <Button data-testid="signers-cancel" look="quiet" onClick={bridge.cancel}>
              Cancel
            </Button>
          </div>
        )
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Steps step={step} />
        <p role="status" data-testid="signers-state" data-wallet={waiting.wallet} className="text-sand-100">
          {describe(waiting)}
        </p>
        <p data-testid="signers-window" className="text-sm text-mist">
          The hour is from {from} to {formatBegin(validUntil)}, also if it is switched on later. Cancel destroys the
          key: what was signed is worthless then.
        </p>
        {step === "signers" && <Compare {...{ waiting }} />}
        <Disclosure title="Everything that they sign" testId="signers-card">
          <PermissionCard grant={bridge.readGrant()} />
        </Disclosure>
      </div>
    </Dialog>
  );
}

const steps = [
  { name: "Signers approve", Icon: Users, is: "signers" },
  { name: "The hour begins", Icon: Hourglass, is: "due" },
  { name: "The key is switched on", Icon: KeyRound, is: "enabling" },
] as const;

function Steps({ step }: Pick<WaitingView, "step">) {
  const at = steps.findIndex(({ is }) => is === step);
  return (
    <ol data-testid="signers-steps" data-step={step} className="grid grid-cols-3 gap-2">
      {steps.map(({ name, Icon, is }, index) => (
        <li
          key={is}
          aria-current={index === at ? "step" : undefined}
          className={cx(
            "grid content-start justify-items-center gap-1.5 border-t-2 pt-3 text-center text-xs wrap-anywhere sm:text-sm",
            index < at && "border-palm-400 text-palm-300",
            index === at && "border-sand-300 font-semibold text-sand-100",
            index > at && "border-white/12 text-mist",
          )}
        >
          <Icon aria-hidden className="size-5" />
          {name}
          <span className="sr-only">{index < at ? ", done" : index === at ? ", now" : ""}</span>
        </li>
      ))}
    </ol>
  );
}

function describe({ step, wallet, signers, reason }: WaitingView): string {
  if (step === "due") return "Enough signers approved. The hour has not begun yet.";
  if (step === "enabling") return "Enough signers approved. This takes a few seconds.";
  const who = signers ? `${signers.threshold} of ${signers.owners.length} signers must approve. ` : "";
  switch (wallet) {
    case "asked":
      return `${who}Your wallet was asked: the others sign there.`;
    case "tooFew":
      return `${who}The wallet answered before enough had signed. Ask it again when the others can, or approve on chain.`;
    case "failed":
      return `${who}The wallet did not sign${reason ? ` (${reason.replace(/\.$/, "")})` : ""}. Ask it again, or approve on chain.`;
    case "none":
      return `${who}An approval on chain is noticed by itself. If they sign in the wallet, ask it again.`;
  }
}

/** What a signer compares before signing, and who the signers are. */
function Compare({ waiting: { owner, signers, digest, safeHash } }: Pick<Props, "waiting">) {
  return (
    <>
      <section aria-labelledby="compare-title" className="row grid gap-3 px-4 py-3">
        <h3 id="compare-title" className="font-semibold text-sand-50">
          Compare before you sign
        </h3>
        {signers && <Hash name="What the Safe’s signers sign" hex={safeHash} testId="safe-hash" />}
        <Hash name="Hash of this grant" hex={digest} testId="grant-hash" />
        <p className="text-sm text-mist">
          To approve on chain instead, the contract must store this hash as signed
          {signers ? " (a Safe does it by SignMessageLib)" : ""}.
        </p>
      </section>
      <section aria-labelledby="signers-title" className="grid gap-2">
        <h3 id="signers-title" className="font-semibold text-sand-50">
          {signers ? `Safe ${shortHex(owner)}` : `Contract ${shortHex(owner)}`}
        </h3>
        {signers ? (
          <ul data-testid="signers" className="grid gap-1 text-sm text-sand-200">
            {signers.owners.map((each) => (
              <li key={each} className="flex items-center gap-1">
                <code translate="no" className="min-w-0 font-mono wrap-anywhere">
                  {each}
                </code>
                <CopyButton text={each} label={`Copy the signer ${shortHex(each)}`} />
              </li>
            ))}
          </ul>
        ) : (
          <Callout tone="info">This contract does not say who signs for it. It must answer ERC-1271.</Callout>
        )}
      </section>
    </>
  );
}

function Hash({ name, hex, testId }: { name: string; hex: string; testId: string }) {
  return (
    <div className="grid gap-0.5 text-sm">
      <span className="text-mist">{name}</span>
      <span className="flex items-center gap-1">
        <code translate="no" data-testid={testId} className="min-w-0 font-mono wrap-anywhere text-sand-100">
          {hex}
        </code>
        <CopyButton text={hex} label={`Copy: ${name}`} />
      </span>
    </div>
  );
}
