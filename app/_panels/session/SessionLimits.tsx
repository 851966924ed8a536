import { Coins, Fuel, Zap } from "lucide-react";
import type { ReactNode } from "react";
import type { SessionView } from "@/app/_bridge/ports";
import { formatAmount, formatEth } from "@/app/_ui/format";
import { Meter } from "@/app/_ui/Meter";

/** A limit is drawn as a bar once so little of it is left. */
const LOW_SHARE = 0.25;

type Limit = {
  id: string;
  label: string;
  icon: ReactNode;
  left: bigint;
  max: bigint;
  write: (value: bigint) => string;
};

/** What the chain would still let the key do: one quiet line, and a bar for what runs low. */
export function SessionLimits({ session }: { session: SessionView }) {
  const { actionsLeft, actionsMax, sandLeft, sandMax, gasLeftWei, gasMaxWei } = session;
  const icon = "size-4";
  const limits: Limit[] = [
    {
      ...{ id: "actions-left", label: "actions", icon: <Zap aria-hidden className={icon} /> },
      ...{ left: BigInt(actionsLeft), max: BigInt(actionsMax), write: (value) => value.toLocaleString("en") },
    },
    {
      ...{ id: "sand-left", label: "Sand to spend", icon: <Coins aria-hidden className={icon} /> },
      ...{ left: sandLeft, max: sandMax, write: (value) => formatAmount(value) },
    },
    {
      ...{ id: "gas-left", label: "ETH for gas", icon: <Fuel aria-hidden className={icon} /> },
      ...{ left: gasLeftWei, max: gasMaxWei, write: (value) => formatEth(value).replace(" ETH", "") },
    },
  ];
  const [low, enough] = [limits.filter(isLow), limits.filter((limit) => !isLow(limit))];
  return (
    <div className="grid gap-3">
      {enough.length > 0 && (
        <p className="text-sm text-mist" title="Limits count the maximum cost of each action, even if it fails.">
          Left:{" "}
          {enough.map(({ id, label, left, write }, index) => (
            <span key={id}>
              {index > 0 && " · "}
              <output data-testid={id} data-value={`${left}`} className="text-sand-100 tabular-nums">
                {`${write(left)} ${label}`}
              </output>
            </span>
          ))}
        </p>
      )}
      {low.map(({ id, label, icon: picture, left, max, write }) => (
        <Meter
          key={id}
          testId={id}
          label={`${label[0]?.toUpperCase()}${label.slice(1)}`}
          icon={picture}
          share={shareOf(left, max)}
          text={`${write(left)} of ${write(max)}`}
          value={`${left}`}
        />
      ))}
    </div>
  );
}

const shareOf = (left: bigint, max: bigint) => (max === 0n ? 0 : Number((left * 1000n) / max) / 1000);
const isLow = ({ left, max }: Limit) => shareOf(left, max) < LOW_SHARE;
