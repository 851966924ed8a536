"use client";

import { useEffect } from "react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
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
  useSecureLink();
  if (secure) return <SecureDialog work={secure} />;
  return work && isShown ? <OwnerDialog work={work} /> : null;
}

/** The account's page links here; once opened, a reload does not open it again. */
function useSecureLink() {
  const { secure } = useBridge();
  const isGuest = useBridgeSnapshot().owner?.kind === "guest";
  useEffect(() => {
    if (!isGuest || window.location.hash !== "#secure") return;
    window.history.replaceState(window.history.state, "", window.location.pathname);
    secure.ask();
  }, [isGuest, secure]);
}
