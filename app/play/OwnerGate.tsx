"use client";

import { useOwnerSnapshot } from "@/app/_bridge/owner/hooks";
import { loadPart } from "@/app/_ui/loadPart";

const OwnerDialog = loadPart(() => import("@/app/_panels/owner/OwnerDialog").then((module) => module.OwnerDialog));

/** The owner is asked now and then only: what shows it is loaded when it is needed. */
export function OwnerGate() {
  const { work, isShown } = useOwnerSnapshot();
  return work && isShown ? <OwnerDialog work={work} /> : null;
}
