"use client";

import { Hand, Landmark, ScrollText, Shovel } from "lucide-react";
import { viewQuick, viewReach } from "@/app/_bridge/expedition/viewReach";
import { usePlay, useRefuse } from "@/app/_bridge/hud";
import { text } from "@/app/_panels/expedition/text";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";
import type { LayoutProps } from "./layoutProps";
import type { Run } from "./useRun";

type Props = Pick<LayoutProps, "game"> & {
  run: Run;
  isDisabled: boolean;
  /** For a thumb. */
  isRound: boolean;
};

/** Gathers what is within reach, and digs where nothing can be gathered. When it can do neither it says why. */
export function GatherButton({ run, game, isDisabled, isRound }: Props) {
  const refuse = useRefuse();
  const reach = viewReach(run.moment);
  const whyNot = reach.whyNot ?? (reach.tile === undefined ? text.gather.nothing : undefined);
  const Icon = reach.verb === "dig" ? Shovel : Hand;
  return (
    <>
      <Button
        data-testid="gather"
        data-control="gather"
        data-tile={reach.tile}
        data-verb={reach.verb}
        look={whyNot ? "quiet" : "primary"}
        size="large"
        disabled={isDisabled}
        aria-describedby="gather-why"
        className={cx(
          "pointer-events-auto shadow-lg",
          // Over whatever the island shows below it.
          whyNot && "bg-night-900/90!",
          // Large letters make it taller, never wider than a thumb's half of the screen.
          isRound &&
            "min-h-[min(6rem,100px)] w-[min(6rem,30vw)] flex-col gap-1 rounded-[min(3rem,50px)] px-2 py-2 text-sm",
        )}
        icon={<Icon aria-hidden className="size-[min(1.5rem,28px)]" />}
        onClick={() => (whyNot ? refuse(whyNot) : game.current?.act("gather"))}
      >
        {text.gather.do(reach)}
      </Button>
      <span id="gather-why" className="sr-only">
        {whyNot}
      </span>
    </>
  );
}

/** Banks and claims where that can be done: one press instead of a panel. */
export function QuickButtons({ run, isDisabled }: { run: Run; isDisabled: boolean }) {
  const play = usePlay();
  const { bank, errand } = viewQuick(run.moment);
  const look = { size: "medium", look: "outline", disabled: isDisabled } as const;
  const className = "pointer-events-auto bg-night-900/90 shadow-lg";
  return (
    <>
      {errand !== undefined && (
        <Button
          {...look}
          data-testid="quick-claim"
          data-control="claim"
          className={className}
          icon={<ScrollText aria-hidden className="size-5" />}
          onClick={() => play({ type: "claim", errand })}
        >
          {text.gather.claim}
        </Button>
      )}
      {bank !== undefined && (
        <Button
          {...look}
          data-testid="quick-bank"
          data-control="bank"
          className={className}
          icon={<Landmark aria-hidden className="size-5" />}
          onClick={() => play({ type: "bank" })}
        >
          {text.gather.bank(bank)}
        </Button>
      )}
    </>
  );
}
