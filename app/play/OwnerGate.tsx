"use client";

import dynamic from "next/dynamic";
import { useOwnerSnapshot } from "@/app/_bridge/owner/hooks";

const OwnerDialog = dynamic(() => import("@/app/_panels/owner/OwnerDialog").then((module) => module.OwnerDialog), {
  ssr: false,
});

/** The owner is asked now and then only: what shows it is loaded when it is needed. */
export function OwnerGate() {
  const { work, isShown } = useOwnerSnapshot();
  return work && isShown ? <OwnerDialog work={work} /> : null;
}
