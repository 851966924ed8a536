import { ShieldAlert } from "lucide-react";
import { useId } from "react";
import type { CardRequest } from "@/app/_bridge/ports";
import { formatAmount } from "@/app/_ui/format";

/** What a thief of the key could take this minute, in numbers: the kit's, from the grant and what the player has. */
export function WorstCase({ grant }: { grant: CardRequest }) {
  const titleId = useId();
  const { spend, uses } = grant.worstCase;
  const used = uses.filter(({ max }) => max > 0n);
  return (
    <section aria-labelledby={titleId} className="row flex gap-3 p-4">
      <ShieldAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-sand-200" />
      <div>
        <h3 id={titleId} className="font-semibold text-sand-200">
          If somebody stole the key now
        </h3>
        <p data-testid="grant-worst-case" className="mt-1 text-[0.95rem] leading-relaxed">
          {spend === 0n && used.length === 0 ? (
            "There is nothing to take yet. "
          ) : (
            <>
              At most <strong className="text-sand-50">{formatAmount(spend)} Sand</strong> spent
              {used.map(({ what, max }) => (
                <span key={what}>
                  , <strong className="text-sand-50">{`${max.toLocaleString("en")} ${what}`}</strong> used up
                </span>
              ))}
              .{" "}
            </>
          )}
          Nothing leaves your account.
        </p>
      </div>
    </section>
  );
}
