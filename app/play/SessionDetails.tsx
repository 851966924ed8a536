import { AccountLine } from "@/app/_panels/session/AccountLine";
import { OperationList } from "@/app/_panels/session/OperationList";
import { SignedPermissions } from "@/app/_panels/session/SignedPermissions";
import { TryToSteal } from "@/app/_panels/session/TryToSteal";

export function SessionDetails() {
  return (
    <div className="grid gap-5">
      <OperationList />
      <SignedPermissions />
      <TryToSteal />
      <AccountLine />
    </div>
  );
}
