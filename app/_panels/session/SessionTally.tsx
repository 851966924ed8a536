import type { OperationView, SessionView } from "@/app/_bridge/ports";
import { formatEth } from "@/app/_ui/format";
import { tallyOf } from "./tally";

/** `isElsewhere`: the owner was asked on another device, so this browser has nothing to say about prompts. */
type Props = { session: SessionView; operations: readonly OperationView[]; isElsewhere: boolean };

/** What the key has done so far, and who paid: *68 signed · 0 prompts · the sponsor paid 0.012 ETH · you paid nothing*. */
export function SessionTally({ session, operations, isElsewhere }: Props) {
  const tally = tallyOf(session, operations);
  if (!tally) return null;
  const { signed, refused, wei } = tally;
  const facts = [
    `${signed.toLocaleString("en")} signed`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    // The session key signs, so nobody is asked.
    ...(isElsewhere ? [] : ["0 prompts"]),
    `the sponsor paid ${formatEth(wei)}`,
    "you paid nothing",
  ];
  return (
    <p
      data-testid="session-tally"
      data-wei={`${wei}`}
      data-count={session.paid?.operations}
      className="text-sm text-mist"
    >
      {facts.join(" · ")}
    </p>
  );
}
