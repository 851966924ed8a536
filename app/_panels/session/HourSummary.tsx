import type { OperationView, SessionView } from "@/app/_bridge/ports";
import { formatEth } from "@/app/_ui/format";
import { tallyOf } from "./tally";

/** `isElsewhere`: the owner was asked on another device, so this browser has nothing to say about prompts. */
type Props = { session: SessionView; operations: readonly OperationView[]; isElsewhere: boolean };

/** What the hour came to, in three figures: signed, refused, paid. */
export function HourSummary({ session, operations, isElsewhere }: Props) {
  const tally = tallyOf(session, operations);
  if (!tally) return null;
  const figures = [
    {
      name: "Signed",
      value: tally.signed.toLocaleString("en"),
      note: isElsewhere ? "by this browser’s key" : "0 prompts",
    },
    { name: "Refused", value: tally.refused.toLocaleString("en"), note: "nothing lost" },
    { name: "Sponsor paid", value: formatEth(tally.wei), note: "you paid nothing" },
  ];
  return (
    <dl data-testid="hour-summary" className="grid grid-cols-3 gap-2">
      {figures.map(({ name, value, note }) => (
        <div key={name} className="row grid content-start gap-0.5 px-3 py-2.5">
          <dt className="text-sm text-mist">{name}</dt>
          <dd className="font-display text-lg leading-tight font-semibold wrap-anywhere text-sand-50">{value}</dd>
          <dd className="text-xs text-mist">{note}</dd>
        </div>
      ))}
    </dl>
  );
}
