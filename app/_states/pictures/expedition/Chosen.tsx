import { useState } from "react";
import type { StartView } from "@/app/_bridge/expedition/views";
import { StartCard } from "@/app/_panels/expedition/StartCard";

const none = () => undefined;

type Props = {
  view: StartView;
  /** A practice that was given up still runs. */
  isGivenUp?: boolean;
};

/** The card with a plan that can be changed. */
export function Chosen({ view, isGivenUp = false }: Props) {
  const [plan, setPlan] = useState(view.plan);
  const [seed, setSeed] = useState(view.seed);
  return (
    <StartCard
      view={{ ...view, plan, seed }}
      {...{ onPlan: setPlan, onSeed: setSeed, onRoom: none, onOpenRoom: none, onSetOut: none }}
      boardOf={() => "/leaderboard"}
      onBack={isGivenUp ? none : undefined}
    />
  );
}
