"use client";

import { ChevronDown } from "lucide-react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { groupByTarget, PermissionList } from "@/app/_panels/grant/PermissionList";
import { Summary } from "@/app/_ui/Summary";

/** What the owner signed for the running session, to be read again at any time. */
export function SignedPermissions() {
  const { session } = useBridgeSnapshot();
  if (!session) return null;
  return (
    <details data-testid="signed" className="group">
      <Summary className="flex min-h-11 list-none items-center justify-between rounded-lg text-base font-semibold text-sand-50">
        What you signed
        <ChevronDown aria-hidden className="size-5 text-mist transition-transform group-open:rotate-180" />
      </Summary>
      <div className="grid gap-2 pt-1">
        {groupByTarget(session.permissions).map((group) => (
          <PermissionList key={group.target} {...group} />
        ))}
      </div>
    </details>
  );
}
