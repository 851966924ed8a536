import { HealthBanner } from "@/app/_panels/HealthBanner";
import { Notices } from "@/app/_panels/Notices";
import { RenewBanner } from "@/app/_panels/session/RenewBanner";
import { Whisper } from "@/app/_panels/Whisper";
import { cx } from "@/app/_ui/cx";

/** All that speaks to the player without being asked, in one place, so that it never overlaps. */
export function Messages({ onRenew, className }: { onRenew: () => void; className: string }) {
  return (
    <div className={cx("pointer-events-auto grid gap-2 empty:hidden", className)}>
      <HealthBanner />
      <RenewBanner onRenew={onRenew} />
      <Notices />
      <Whisper />
    </div>
  );
}
