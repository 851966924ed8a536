import { Coins, Fuel, Info, Zap } from "lucide-react";
import type { SessionView } from "@/app/_bridge/ports";
import { formatAmount, formatEth } from "@/app/_ui/format";
import { Meter } from "@/app/_ui/Meter";

const icon = "size-4";

function shareOf(left: bigint, max: bigint): number {
  return max === 0n ? 0 : Number((left * 1000n) / max) / 1000;
}

/** What the chain would still let the key do. */
export function SessionMeters({ session }: { session: SessionView }) {
  return (
    <>
      <div className="grid gap-3">
        <Meter
          label="Actions left"
          icon={<Zap aria-hidden className={icon} />}
          share={session.actionsMax === 0 ? 0 : session.actionsLeft / session.actionsMax}
          text={`${session.actionsLeft.toLocaleString("en")} of ${session.actionsMax.toLocaleString("en")}`}
          value={`${session.actionsLeft}`}
          testId="actions-left"
        />
        <Meter
          label="Sand left to spend"
          icon={<Coins aria-hidden className={icon} />}
          share={shareOf(session.sandLeft, session.sandMax)}
          text={`${formatAmount(session.sandLeft)} of ${formatAmount(session.sandMax)}`}
          value={`${session.sandLeft}`}
          testId="sand-left"
        />
        <Meter
          label="Gas left"
          icon={<Fuel aria-hidden className={icon} />}
          share={shareOf(session.gasLeftWei, session.gasMaxWei)}
          text={`${formatEth(session.gasLeftWei).replace(" ETH", "")} of ${formatEth(session.gasMaxWei)}`}
          value={`${session.gasLeftWei}`}
          testId="gas-left"
        />
      </div>
      <p className="flex gap-2 text-xs leading-relaxed text-mist">
        <Info aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        Counted when authorised: what was sent counts at its maximum, also when it fails.
      </p>
    </>
  );
}
