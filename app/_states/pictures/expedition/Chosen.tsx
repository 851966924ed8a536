import { useState } from "react";
import { StartCard } from "@/app/_panels/expedition/StartCard";
import type { StartView } from "@/app/_panels/expedition/views";

const none = () => undefined;

/** The card with a plan that can be changed. */
export function Chosen({ view }: { view: StartView }) {
  const [plan, setPlan] = useState(view.plan);
  const [seed, setSeed] = useState(view.seed);
  return <StartCard view={{ ...view, plan, seed }} onPlan={setPlan} onSeed={setSeed} onRoom={none} onSetOut={none} />;
}
