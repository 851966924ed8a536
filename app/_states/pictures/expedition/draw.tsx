import type { ReactNode } from "react";
import type { Phase } from "@/app/_bridge/expedition/views";
import type { Sizes } from "../../sizes";
import type { State } from "../../state";
import { Sheet } from "../Sheet";
import { Ground } from "./Ground";

/** A state of a panel. `press`: what is pressed first. */
export const sheet = (name: string, title: string, draw: (sizes: Sizes) => ReactNode, press?: string): State => ({
  ...{ name: `expedition-${name}`, title, draw: (sizes) => <Sheet>{draw(sizes)}</Sheet> },
  ...(press ? { press: [press] } : {}),
});
/** A state of what lies over the island. */
export const onGround = (name: string, title: string, phase: Phase, draw: (sizes: Sizes) => ReactNode): State => ({
  ...{ name: `expedition-${name}`, title },
  draw: (sizes) => (
    <Ground phase={phase}>
      <div className="grid gap-3 p-3 sm:p-5">{draw(sizes)}</div>
    </Ground>
  ),
});
