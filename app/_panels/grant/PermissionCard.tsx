import { Ban, Check, Coins, Fuel, Hourglass, ShieldAlert, Zap } from "lucide-react";
import type { GrantView } from "@/app/_bridge/ports";
import { formatAmount, formatDuration, formatEth, shortHex } from "@/app/_ui/format";
import { CapTile } from "./CapTile";
import { groupByTarget, PermissionList } from "./PermissionList";

const icon = "size-5 text-sand-300";

/** Permissions, caps, what can never happen, and the worst case: the same facts that the message holds. */
export function PermissionCard({ grant }: { grant: GrantView }) {
  return (
    <div data-testid="permission-card" className="grid gap-5 lg:grid-cols-[1.15fr_1fr] lg:items-start lg:gap-x-7">
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,7.5rem),1fr))] gap-2.5 lg:col-span-2">
        <CapTile
          icon={<Hourglass aria-hidden className={icon} />}
          label="Time"
          value={formatDuration(grant.durationSeconds)}
        />
        <CapTile
          icon={<Zap aria-hidden className={icon} />}
          label="Actions"
          value={grant.maxActions.toLocaleString("en")}
        />
        <CapTile
          icon={<Coins aria-hidden className={icon} />}
          label="Sand"
          value={formatAmount(grant.maxSand)}
          note="at most"
        />
        <CapTile
          icon={<Fuel aria-hidden className={icon} />}
          label="Gas"
          value={formatEth(grant.maxGasWei)}
          note="the sponsor pays"
        />
      </dl>

      <section aria-labelledby="may-title">
        <h3 id="may-title" className="mb-2 flex items-center gap-2 text-lg font-semibold text-palm-300">
          <Check aria-hidden className="size-5" /> The key may
        </h3>
        {groupByTarget(grant.permissions).map((group) => (
          <PermissionList key={group.target} {...group} />
        ))}
      </section>

      <div className="grid gap-5">
        <section aria-labelledby="never-title">
          <h3 id="never-title" className="mb-2 flex items-center gap-2 text-lg font-semibold text-ember-300">
            <Ban aria-hidden className="size-5" /> The key can never
          </h3>
          <ul data-testid="grant-never" className="grid gap-1.5 text-[0.95rem]">
            {grant.never.map((words) => (
              <li key={words} className="flex gap-2.5">
                <Ban aria-hidden className="mt-1 size-4 shrink-0 text-ember-400" />
                {words}
              </li>
            ))}
          </ul>
        </section>

        <section aria-labelledby="worst-title" className="row p-4">
          <h3 id="worst-title" className="flex items-center gap-2 font-semibold text-sand-200">
            <ShieldAlert aria-hidden className="size-5" /> If somebody stole it
          </h3>
          <p data-testid="grant-worst-case" className="mt-1.5 text-[0.95rem] leading-relaxed">
            {grant.worstCase}
          </p>
        </section>

        <p className="text-sm text-mist">
          Gas may be paid by one sponsor only:{" "}
          <code translate="no" className="font-mono text-sand-200">
            {shortHex(grant.paymaster)}
          </code>
          . You can end the key at any time, with one tap.
        </p>
      </div>
    </div>
  );
}
