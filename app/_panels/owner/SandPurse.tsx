import { Coins } from "lucide-react";
import { formatAmount } from "@/app/_ui/format";

export function SandPurse({ sand }: { sand: bigint }) {
  return (
    <p className="flex items-center gap-2 text-sm text-mist">
      <Coins aria-hidden className="size-4 text-sand-300" />
      <output data-testid="sand" data-amount={`${sand}`} className="font-display text-xl font-semibold text-sand-50">
        {formatAmount(sand)}
      </output>
      Sand
    </p>
  );
}
