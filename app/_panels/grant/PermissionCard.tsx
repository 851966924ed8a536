import { PermissionCard as Card } from "@hourglass/session/react";
import { Ban, Check, ChevronDown } from "lucide-react";
import { useId } from "react";
import type { CardRequest } from "@/app/_bridge/ports";
import { formatAmount, formatEth } from "@/app/_ui/format";
import { Summary } from "@/app/_ui/Summary";
import { CapTile } from "./CapTile";
import { Pass } from "./Pass";
import { PermissionList } from "./PermissionList";
import { SignedMessage } from "./SignedMessage";
import { WorstCase } from "./WorstCase";

const format = { amount: (sand: bigint) => `${formatAmount(sand)} Sand`, wei: formatEth };
const labels = { calls: "Actions" };

type Props = { grant: CardRequest; before?: CardRequest | undefined; keyPlace?: string };

/**
 * A pass to read at a glance and, one press deeper, all that is signed: the kit's facts, read from the message itself.
 * @param before For a renewal: the grant from which this one is told to differ.
 * @param keyPlace Where the key is.
 */
export function PermissionCard({ grant, before, keyPlace = "in this browser" }: Props) {
  return (
    <Card.Root
      request={grant}
      locale="en-GB"
      {...{ format, labels }}
      data-testid="permission-card"
      className="grid grid-cols-[minmax(0,1fr)] gap-3"
    >
      <Pass grant={grant} />
      {before && (
        <Card.Changes
          before={before}
          data-testid="grant-changes"
          className="row grid gap-1 px-4 py-3 text-sm wrap-anywhere text-sand-100"
        />
      )}
      <WorstCase grant={grant} />
      <details data-testid="grant-details" className="group">
        <Summary className="flex min-h-11 list-none items-center justify-between rounded-lg font-semibold text-sand-50">
          Everything that you sign
          <ChevronDown aria-hidden className="size-5 text-mist transition-transform group-open:rotate-180" />
        </Summary>
        <div className="grid gap-5 pt-2 lg:grid-cols-[1.15fr_1fr] lg:items-start lg:gap-x-7">
          <SignedFacts keyPlace={keyPlace} />
        </div>
      </details>
    </Card.Root>
  );
}

/** Limits, what it can and can never do, and every field as it is signed. */
function SignedFacts({ keyPlace }: { keyPlace: string }) {
  const id = useId();
  return (
    <>
      <Card.Caps className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,7.5rem),1fr))] gap-2.5 *:row *:flex *:flex-col *:gap-1 *:px-3.5 *:py-3 lg:col-span-2">
        {(cap) => <CapTile {...cap} />}
      </Card.Caps>

      <section aria-labelledby={`${id}-may`}>
        <h3 id={`${id}-may`} className="mb-2 flex items-center gap-2 text-lg font-semibold text-palm-300">
          <Check aria-hidden className="size-5" /> It can
        </h3>
        <PermissionList />
      </section>

      <div className="grid min-w-0 gap-5">
        <section aria-labelledby={`${id}-never`}>
          <h3 id={`${id}-never`} className="mb-2 flex items-center gap-2 text-lg font-semibold text-ember-300">
            <Ban aria-hidden className="size-5" /> It can never
          </h3>
          <Card.Never data-testid="grant-never" className="grid gap-1.5 text-[0.95rem] *:flex *:gap-2.5">
            {(words) => (
              <>
                <Ban aria-hidden className="mt-1 size-4 shrink-0 text-ember-400" />
                <span>{words}</span>
              </>
            )}
          </Card.Never>
        </section>
        <Card.WorstCase className="text-sm text-mist" />
        <p className="text-sm text-mist">
          You can end the session at any time. What you play is public on the chain, under your account; the key stays{" "}
          {keyPlace}.
        </p>
        <Card.Details className="grid gap-1.5 text-sm wrap-anywhere text-mist [&_dd]:font-mono [&_dd]:text-sand-200" />
        <SignedMessage />
      </div>
    </>
  );
}
