"use client";

import { useOwnerSnapshot, useSecureSnapshot } from "@/app/_bridge/owner/hooks";
import { FloatingMissingPart, loadPart } from "@/app/_ui/loadPart";

const OwnerDialog = loadPart(
  () => import("@/app/_panels/owner/actions").then((module) => module.OwnerDialog),
  FloatingMissingPart,
);

const SecureDialog = loadPart(
  () => import("@/app/_panels/owner/actions").then((module) => module.SecureDialog),
  FloatingMissingPart,
);

/** The owner is asked now and then only: what shows it is loaded when it is needed. */
export function OwnerGate() {
  const { work, isShown } = useOwnerSnapshot();
  const secure = useSecureSnapshot();
  if (secure) return <SecureDialog work={secure} />;
  return work && isShown ? <OwnerDialog work={work} /> : null;
}
