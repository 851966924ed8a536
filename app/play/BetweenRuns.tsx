"use client";

import { type Dispatch, type SetStateAction, useRef, useState } from "react";
import { useBridge, useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { useSession } from "@/app/_bridge/clock";
import { viewSummary } from "@/app/_bridge/expedition/history";
import { viewLost } from "@/app/_bridge/expedition/viewRun";
import { type Choices, toPlan, viewStart } from "@/app/_bridge/expedition/viewStart";
import { useExpeditionLog, usePlay, usePlayer, useScene } from "@/app/_bridge/hud";
import { RunSummary } from "@/app/_panels/expedition/RunSummary";
import { StartCard } from "@/app/_panels/expedition/StartCard";
import { RouteMap } from "./RouteMap";

/** As many digits as a number has that a contract counts. */
const ROOM = /^\d{1,9}$/;

type Props = {
  /** They stay for the next expedition. */
  choices: Choices;
  onChoose: Dispatch<SetStateAction<Choices>>;
};

/** Between two expeditions: what the last one of this visit came to, then the card that sets out. */
export function BetweenRuns(props: Props) {
  const { history } = useExpeditionLog();
  /** Number of the expedition whose end was read. */
  const [read, setRead] = useState<number>();
  if (!history || history.run.number === read) return <Start {...props} />;
  return <Summary onAgain={() => setRead(history.run.number)} />;
}

function Summary({ onAgain }: { onAgain: () => void }) {
  const { history } = useExpeditionLog();
  const player = usePlayer();
  if (!history) return null;
  return (
    <div className="mx-auto w-full max-w-3xl">
      <RunSummary
        view={viewSummary(history, viewLost(player))}
        route={<RouteMap way={history.way} isHome={history.home !== undefined} />}
        onAgain={onAgain}
        onShare={(strip) => void navigator.clipboard?.writeText(strip)}
      />
    </div>
  );
}

function Start({ choices, onChoose }: Props) {
  const { history } = useExpeditionLog();
  const { playable } = useGameSnapshot();
  const session = useSession();
  const scene = useScene();
  const play = usePlay();
  const { readRoom } = useBridge();
  const asked = useRef("");
  const view = viewStart(choices, {
    scene,
    playUntil: session?.playUntil,
    isPlayable: playable,
    isElsewhere: session?.lane === "follower",
    history,
  });
  const change = (part: Partial<Choices>) => onChoose((now) => ({ ...now, ...part }));
  /** What the card says of a room is known when the chain has answered. */
  async function look(text: string) {
    asked.current = text;
    try {
      if (ROOM.test(text)) await readRoom(Number(text));
    } catch {
      // Said by the banner of the part that does not answer; the next number is looked up again.
      return;
    }
    if (asked.current === text) change({ room: text });
  }

  return (
    <div className="mx-auto w-full max-w-xl">
      <StartCard
        view={view}
        onPlan={({ mode, ...plan }) => change({ plan, ...(mode !== view.plan.mode && { mode }) })}
        onSeed={(seed) => change({ seed })}
        onRoom={(room) => void look(room)}
        onSetOut={() => {
          const plan = toPlan(view);
          if (plan) play({ type: "embark", plan });
        }}
      />
    </div>
  );
}
