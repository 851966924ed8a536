import { Lock } from "lucide-react";
import type { OwnerPlan } from "@/app/_bridge/owner/ports";
import type { OwnerView } from "@/app/_bridge/ports";
import { Scroller } from "@/app/_ui/Scroller";
import { Summary } from "@/app/_ui/Summary";

const names = { guest: "device key", passkey: "passkey", wallet: "wallet" } as const;

const words = {
  guest: "No pop-up follows: the button below signs.",
  passkey:
    "Your device asks for your fingerprint or PIN and shows only the name of this site. What you sign is described here.",
  wallet:
    "Your wallet shows a “PackedUserOperation” for the EntryPoint. The calls above are in its field “callData”, as bytes. If in doubt, compare them before you sign.",
} as const;

/** Which key signs, and what somebody will see who is asked: said beforehand, also where it is not pretty. */
export function WhoSigns({ kind, plan }: { kind: OwnerView["kind"]; plan: OwnerPlan }) {
  return (
    <section aria-labelledby="owner-who-title" className="row p-4 text-[0.95rem] leading-relaxed">
      <h3 id="owner-who-title" className="flex items-center gap-2 font-semibold text-sand-200">
        <Lock aria-hidden className="size-5" />
        Your {names[kind]} signs this
      </h3>
      <p className="mt-1.5">The session key cannot do this. {words[kind]}</p>
      {kind === "wallet" && (
        <details className="mt-2 text-sm">
          <Summary className="flex min-h-11 cursor-pointer items-center text-sand-200 underline underline-offset-4">
            What to compare
          </Summary>
          <dl className="grid gap-1.5 break-all text-mist">
            <dt>verifyingContract, the EntryPoint</dt>
            <dd className="font-mono text-sand-100">{plan.entryPoint}</dd>
            <dt>sender, your account</dt>
            <dd className="font-mono text-sand-100">{plan.account}</dd>
            <dt>callData</dt>
            <dd data-testid="owner-call-data" className="font-mono text-sand-100">
              <Scroller label="callData" className="scroll-quiet max-h-32 overflow-y-auto">
                <p>{plan.callData}</p>
              </Scroller>
            </dd>
          </dl>
        </details>
      )}
      <p className="mt-2 text-sm text-mist">The sponsor pays the fee. Nothing is sent before you sign.</p>
    </section>
  );
}
