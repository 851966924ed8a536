"use client";

import { ChevronDown } from "lucide-react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { PermissionCard } from "@/app/_panels/grant/PermissionCard";
import { Summary } from "@/app/_ui/Summary";

/** What the owner signed for the running session, to be read again at any time, with the worst case from now on. */
export function SignedPermissions() {
  const bridge = useBridge();
  const id = useBridgeSnapshot().session?.id;
  const signed = id ? bridge.readSigned() : undefined;
  if (!signed) return null;
  return (
    <details data-testid="signed" className="group/signed">
      <Summary className="flex min-h-11 list-none items-center justify-between rounded-lg text-base font-semibold text-sand-50">
        What you signed
        <ChevronDown aria-hidden className="size-5 text-mist transition-transform group-open/signed:rotate-180" />
      </Summary>
      <div className="pt-1">
        <PermissionCard grant={signed} />
      </div>
    </details>
  );
}
