"use client";

import { Callout } from "@/app/_ui/Callout";
import { useMediaQuery } from "@/app/_ui/useMediaQuery";
import { Ending } from "./Ending";
import { GhostCard } from "./ghost/GhostCard";
import { useGhost } from "./ghost/useGhost";
import { MarkList } from "./MarkList";
import { Now } from "./Now";
import { ReplayBar } from "./ReplayBar";
import type { RunAnswer } from "./read";
import { ShareCard } from "./share/ShareCard";
import { RunStage } from "./stage/RunStage";
import { endOf } from "./timeline/endOf";
import { momentAt } from "./timeline/momentAt";
import { type Speed, useReplay } from "./useReplay";

/** Each length is over in about a minute. */
const firstSpeeds: Readonly<Record<1 | 2 | 3, Speed>> = { 1: 8, 2: 16, 3: 32 };

type Props = {
  answer: RunAnswer;
  /** The account of the reader, when the address names it. */
  you: string | undefined;
};

/** The replay of an expedition: picture, time, numbers, what happened, and what can be shared. */
export function RunReplay({ answer, you }: Props) {
  const { run, timeline, isCut } = answer;
  const isStill = useMediaQuery("(prefers-reduced-motion: reduce)");
  const end = endOf(run, timeline);
  const isRunning = run.state === "running";
  const replay = useReplay({
    ...{ begin: timeline.begin, end, speed: firstSpeeds[timeline.plan.length] },
    startsAtOnce: !isStill && !isRunning,
  });
  const { at, seek } = replay;
  const choice = useGhost(answer, you);
  const { ghost, shown } = choice;
  const moment = momentAt(timeline, at);
  return (
    <div
      data-testid="replay"
      data-state={run.state}
      data-at={Math.floor(at)}
      data-end={end}
      data-tile={moment.tile}
      data-points={moment.points}
      data-load={moment.load}
      data-steps={moment.steps}
      className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]"
    >
      <div className="grid gap-4">
        <RunStage {...{ timeline, at, moment, end }} account={run.account} ghost={ghost} isOfDay={shown === "day"} />
        <ReplayBar replay={replay} begin={timeline.begin} end={end} moment={moment} />
        <GhostCard choice={choice} at={at} you={you} />
      </div>
      <div className="grid gap-6">
        <Ending answer={answer} you={you} />
        {isRunning && (
          <Callout tone="info">
            <p data-testid="replay-running">
              This expedition is still running. You see what is on chain so far; the rest follows by itself.
            </p>
          </Callout>
        )}
        {isCut && (
          <Callout tone="info">This expedition has more events than this page shows. Its end is missing here.</Callout>
        )}
        <Now timeline={timeline} moment={moment} at={at} />
        <ShareCard answer={answer} />
        <MarkList marks={timeline.marks} onChoose={seek} />
      </div>
    </div>
  );
}
