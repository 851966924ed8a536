"use client";

import { useInventory, usePlayer, useSand } from "@/app/_bridge/hud";
import { formatAmount } from "@/app/_ui/format";
import { ItemIcon } from "./ItemIcon";
import { SendForm } from "./SendForm";
import { WithdrawForm } from "./WithdrawForm";

/** What a player owns between expeditions: Sand in the vault, and relics. */
export function Holdings() {
  const { vault } = usePlayer().profile;
  const relics = useInventory();
  const sand = useSand();
  return (
    <div className="grid gap-3">
      <section aria-label="Vault" className="row grid gap-2 p-3">
        <p className="text-sm text-mist">
          <output data-testid="vault" data-amount={`${vault}`} className="text-sand-50">
            {formatAmount(vault)}
          </output>{" "}
          Sand in your vault, safe from a stolen key. Only the owner can withdraw it.
        </p>
        <WithdrawForm vault={vault} />
      </section>
      {relics.length > 0 && (
        <ul aria-label="Your relics" className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-2">
          {relics.map(({ id, name, count }) => (
            <li
              key={id}
              data-testid={`inventory-item-${id}`}
              data-count={count}
              className="row flex items-center gap-3 p-2"
            >
              <ItemIcon name={name} />
              <span className="min-w-0 font-semibold text-sand-50 capitalize">
                {name} <span className="font-normal text-mist">× {count}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {(relics.length > 0 || sand > 0n) && <SendForm />}
    </div>
  );
}
