import { HealthBanner } from "@/app/_panels/HealthBanner";
import { Notices } from "@/app/_panels/Notices";
import { RenewBanner } from "@/app/_panels/session/RenewBanner";
import { WalletNote } from "@/app/_panels/session/WalletNote";
import { Whisper } from "@/app/_panels/Whisper";

/** All that speaks to the player without being asked, in one place, so that it never overlaps. */
export function Messages({ onRenew }: { onRenew: () => void }) {
  return (
    <div className="pointer-events-auto mx-auto w-full max-w-md">
      <HealthBanner />
      <WalletNote />
      <RenewBanner onRenew={onRenew} />
      <Notices />
      <Whisper />
    </div>
  );
}
