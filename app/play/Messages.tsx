import { HealthBanner } from "@/app/_panels/HealthBanner";
import { Notices } from "@/app/_panels/Notices";
import { RenewBanner } from "@/app/_panels/session/RenewBanner";
import { Whisper } from "@/app/_panels/Whisper";

/** All that speaks to the player without being asked, in one place, so that it never overlaps. */
export function Messages({ onRenew }: { onRenew: () => void }) {
  return (
    <div className="pointer-events-auto mx-auto w-full max-w-md">
      <HealthBanner />
      <RenewBanner onRenew={onRenew} />
      <Notices />
      <Whisper />
    </div>
  );
}
