import { HealthBanner } from "@/app/_panels/HealthBanner";
import { Notices } from "@/app/_panels/Notices";
import { RenewBanner } from "@/app/_panels/session/RenewBanner";
import { TimeSpeaker } from "@/app/_panels/session/TimeSpeaker";
import { WaitingBanner } from "@/app/_panels/session/WaitingBanner";
import { WalletNote } from "@/app/_panels/session/WalletNote";
import { Whisper } from "@/app/_panels/Whisper";
import { useRun } from "./useRun";

/**
 * All that speaks to the player without being asked, in one place, so that it never overlaps.
 * @param onRenew Absent where a dialog already offers the next hour.
 */
export function Messages({ onRenew }: { onRenew?: () => void }) {
  // No key ends before its expedition does, and nobody on the way home is asked to sign.
  const isOut = useRun() !== undefined;
  return (
    <div className="pointer-events-auto mx-auto w-full max-w-md">
      <HealthBanner />
      <WalletNote />
      <TimeSpeaker />
      {onRenew && <WaitingBanner onShow={onRenew} />}
      {onRenew && !isOut && <RenewBanner onRenew={onRenew} />}
      <Notices />
      <Whisper />
    </div>
  );
}
