"use client";

import { namesOf } from "@/app/_api/columns";
import { scoreColumns } from "@/app/_api/scoreColumns";
import { useCamp } from "@/app/_bridge/hud";
import { formatAmount } from "@/app/_ui/format";
import { loadPart } from "@/app/_ui/loadPart";
import { ActionButtons } from "./ActionButtons";

const WithdrawForm = loadPart(() => import("../owner/actions").then((module) => module.WithdrawForm));

/** The hour that is played for, what it is worth so far, and the bank. */
export function Camp() {
  const { state, minutesLeft, score, best, vault, sand } = useCamp();
  return (
    <div className="grid gap-3">
      <section className="row grid gap-2 p-3" data-testid="expedition" data-state={state} data-points={score.points}>
        <h3 className="font-semibold text-sand-50">
          {state === "none"
            ? "No expedition"
            : state === "night"
              ? "Night has fallen"
              : `${minutesLeft} min of daylight`}
        </h3>
        {state !== "none" && (
          <dl className="grid grid-cols-2 gap-x-6 gap-y-1 text-sm text-mist">
            {namesOf(scoreColumns).map((name) => (
              <div key={name} className="flex justify-between gap-2 tabular-nums">
                <dt>{scoreColumns[name].label}</dt>
                <dd className="text-sand-100">{score[name]}</dd>
              </div>
            ))}
          </dl>
        )}
        <p className="text-sm text-mist">
          {state !== "none" && `${score.points} points so far. `}Best this week: {best}.
        </p>
        <div className="flex flex-wrap gap-2">
          <ActionButtons panel="camp" />
        </div>
      </section>
      <section className="row grid gap-2 p-3">
        <h3 className="font-semibold text-sand-50">Bank</h3>
        <p className="text-sm text-mist">
          <output data-testid="vault" data-amount={`${vault}`} className="text-sand-50">
            {formatAmount(vault)}
          </output>{" "}
          Sand, safe from a stolen key. Only the owner can withdraw it.
        </p>
        <ActionButtons panel="bank">{formatAmount(sand)}</ActionButtons>
        <WithdrawForm vault={vault} />
      </section>
    </div>
  );
}
