"use client";

import { Landmark, MoonStar, Tent } from "lucide-react";
import { useCamp, usePlay } from "@/app/_bridge/hud";
import { formatAmount } from "@/app/_ui/format";
import { loadPart } from "@/app/_ui/loadPart";
import { CampButton } from "./CampButton";

const LeaveForm = loadPart(() => import("../owner/actions").then((module) => module.LeaveForm));

/** The hour that is played for, what it is worth so far, and the bank. */
export function Camp() {
  const { state, minutesLeft, score, best, vault, sand, embarkWhyNot, finishWhyNot, bankWhyNot } = useCamp();
  const play = usePlay();
  const rows = [
    ["Regions", score.regions],
    ["Relics", score.relics],
    ["Quests", score.quests],
    ["Sand banked", score.banked],
  ] as const;
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
            {rows.map(([label, count]) => (
              <div key={label} className="flex justify-between gap-2 tabular-nums">
                <dt>{label}</dt>
                <dd className="text-sand-100">{count}</dd>
              </div>
            ))}
          </dl>
        )}
        <p className="text-sm text-mist">
          {state !== "none" && `${score.points} points so far. `}Best this week: {best}.
        </p>
        <div className="flex flex-wrap gap-2">
          <CampButton
            testId="embark"
            whyNot={embarkWhyNot}
            icon={<Tent aria-hidden className="size-4" />}
            onClick={() => play({ type: "embark" })}
          >
            Set out
          </CampButton>
          <CampButton
            testId="finish"
            whyNot={finishWhyNot}
            icon={<MoonStar aria-hidden className="size-4" />}
            onClick={() => play({ type: "finish" })}
          >
            Finish
          </CampButton>
        </div>
      </section>
      <section className="row grid gap-2 p-3">
        <h3 className="font-semibold text-sand-50">Bank</h3>
        <p className="text-sm text-mist">
          <output data-testid="vault" data-amount={`${vault}`} className="text-sand-50">
            {formatAmount(vault)}
          </output>{" "}
          Sand, safe from a stolen key. Only the owner takes it out.
        </p>
        <CampButton
          testId="bank"
          whyNot={bankWhyNot}
          icon={<Landmark aria-hidden className="size-4" />}
          onClick={() => play({ type: "bank", amount: sand })}
        >
          Bank all {formatAmount(sand)}
        </CampButton>
        <LeaveForm vault={vault} />
      </section>
    </div>
  );
}
