import { Check, CircleX, Hourglass, UserRoundPlus, Users } from "lucide-react";
import type { RecoveryView } from "@/app/_bridge/ownership/views";
import { cx } from "@/app/_ui/cx";

const steps = [
  { name: "Set up", Icon: Users },
  { name: "Asked for", Icon: UserRoundPlus },
  { name: "Waiting", Icon: Hourglass },
  { name: "Done", Icon: Check },
] as const;

/** How many of the steps are behind us. */
const passed = { off: 0, ready: 1, waiting: 2, due: 3 } as const;

/** How far a recovery is, in one line. The words tell it, not the colour alone. */
export function RecoverySteps({ recovery }: { recovery: RecoveryView }) {
  const { stage, ended } = recovery;
  const isDone = ended?.how === "done" && stage !== "waiting" && stage !== "due";
  const isCancelled = ended?.how === "cancelled" && stage === "ready";
  const behind = isDone ? steps.length : isCancelled ? 2 : passed[stage];
  return (
    <ol
      data-testid="recovery-steps"
      data-stage={isCancelled ? "cancelled" : isDone ? "done" : stage}
      className="grid grid-cols-[repeat(auto-fit,minmax(4.25rem,1fr))] gap-2"
    >
      {steps.map(({ name, Icon }, index) => {
        const isCut = isCancelled && index === 2;
        const isBehind = index < behind;
        const isNow = index === behind && (stage === "waiting" || stage === "due");
        const Shown = isCut ? CircleX : Icon;
        return (
          <li
            key={name}
            aria-current={isNow ? "step" : undefined}
            className={cx(
              "grid justify-items-center gap-1.5 border-t-2 pt-3 text-center text-xs sm:text-sm",
              isCut && "border-ember-400 text-ember-300",
              !isCut && isBehind && "border-palm-400 text-palm-300",
              !isCut && isNow && "border-sand-300 font-semibold text-sand-100",
              !isCut && !isBehind && !isNow && "border-white/12 text-mist",
            )}
          >
            <Shown aria-hidden className="size-5" />
            {isCut ? "Cancelled" : name}
            <span className="sr-only">{isBehind ? ", done" : isNow ? ", now" : ""}</span>
          </li>
        );
      })}
    </ol>
  );
}
