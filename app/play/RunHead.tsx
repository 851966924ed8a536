"use client";

import type { ComponentProps } from "react";
import { viewPack } from "@/app/_bridge/expedition/viewPack";
import { Coach } from "@/app/_panels/coach/Coach";
import { ExpeditionBar } from "@/app/_panels/expedition/ExpeditionBar";
import { DashBeam, DashHome } from "@/app/_panels/expedition/Moments";
import { NextGoal } from "@/app/_panels/expedition/NextGoal";
import { PackBar } from "@/app/_panels/expedition/PackBar";
import { cx } from "@/app/_ui/cx";
import { useGivingUp, useRun } from "./useRun";

// What is always in sight while an expedition runs; nothing without one.

export function RunBar(props: Pick<ComponentProps<typeof ExpeditionBar>, "folding">) {
  const run = useRun();
  return run ? <ExpeditionBar view={run.bar} {...props} /> : null;
}

export function RunGoal(props: Pick<ComponentProps<typeof NextGoal>, "isFolded">) {
  const run = useRun();
  return run ? <NextGoal goal={run.goal} {...props} /> : null;
}

/** What teaches, also before an expedition; a practice that was given up teaches nothing. */
export function RunCoach({ touch }: { touch: boolean }) {
  const { goBack } = useGivingUp();
  return goBack ? null : <Coach touch={touch} />;
}

/** The light of the camp, when it is time to turn back. */
export function RunBeam() {
  const run = useRun();
  return run?.bar.home.urgency === "now" ? <DashBeam way={run.bar.home.way} /> : null;
}

/** And its bell. */
export function RunDash() {
  const run = useRun();
  return run?.bar.home.urgency === "now" ? <DashHome way={run.bar.home.way} /> : null;
}

type PackProps = {
  /** In one row, within a panel. */
  isSlim?: boolean;
  className?: string;
};

export function RunPack({ isSlim = false, className }: PackProps) {
  const run = useRun();
  if (!run) return null;
  return (
    <div className={cx("w-full px-3", !isSlim && "panel rounded-2xl py-2", className)}>
      <PackBar view={viewPack(run.moment)} isSlim={isSlim} />
    </div>
  );
}
