import type { OperationView, SessionView } from "@/app/_bridge/ports";
import { formatEth } from "@/app/_ui/format";

type Props = { session: SessionView; operations: readonly OperationView[] };

/** What the key has done so far, and who paid: *68 signed · 0 prompts · the sponsor paid 0.012 ETH · you paid nothing*. */
export function SessionTally({ session: { paid }, operations }: Props) {
  if (!paid) return null;
  const count = (...of: OperationView["status"][]) => operations.filter(({ status }) => of.includes(status)).length;
  const [onTheWay, refused] = [count("sending", "pending"), count("rejected", "lost")];
  const signed = paid.operations + onTheWay + refused;
  if (signed === 0) return null;
  const facts = [
    `${signed.toLocaleString("en")} signed`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    // The session key signs, so nobody is asked.
    "0 prompts",
    `the sponsor paid ${formatEth(paid.wei)}`,
    "you paid nothing",
  ];
  return (
    <p data-testid="session-tally" data-wei={`${paid.wei}`} data-count={paid.operations} className="text-sm text-mist">
      {facts.join(" · ")}
    </p>
  );
}
