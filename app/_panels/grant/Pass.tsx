import { Ban, Coins, Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import type { CardRequest } from "@/app/_bridge/ports";
import { formatDuration, formatEth, formatTime } from "@/app/_ui/format";
import { formatBegin } from "./formatBegin";

/** The three things to know before signing, as on a travel pass. */
export function Pass({ grant }: { grant: CardRequest }) {
  const { paymaster, worstCase } = grant;
  return (
    <ul
      data-testid="grant-pass"
      className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,13rem),1fr))] gap-2 short:grid-cols-[repeat(auto-fit,minmax(min(100%,9.5rem),1fr))]"
    >
      <Line icon={<Hourglass aria-hidden className="size-5 shrink-0 text-sand-300" />}>
        Plays for you {when(grant)}
      </Line>
      <Line icon={<Ban aria-hidden className="size-5 shrink-0 text-ember-300" />}>
        {worstCase.value === 0n ? "Can send nothing out" : `Can send at most ${formatEth(worstCase.value)}`}
      </Line>
      <Line icon={<Coins aria-hidden className="size-5 shrink-0 text-palm-300" />}>
        {paymaster ? "You pay nothing" : `You pay at most ${formatEth(worstCase.fees)}`}
      </Line>
    </ul>
  );
}

function when({ limits, validUntil, message }: CardRequest): string {
  if (validUntil === undefined) return `for ${formatDuration(limits.duration)}`;
  const from = Number(message?.message.validAfter ?? 0);
  const isLater = from * 1_000 > Date.now();
  return isLater ? `from ${formatBegin(from)} to ${formatTime(validUntil)}` : `until ${formatTime(validUntil)}`;
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="row flex items-center gap-2.5 px-3.5 py-3 font-display text-lg leading-tight font-semibold text-sand-50 short:py-2 short:text-base">
      {icon}
      <span>{children}</span>
    </li>
  );
}
