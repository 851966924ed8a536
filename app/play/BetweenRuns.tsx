"use client";

import { type Dispatch, type SetStateAction, useState } from "react";
import { hrefOf, hrefOfRun } from "@/app/_board/boards";
import { useBridgeSnapshot, useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { useSession } from "@/app/_bridge/clock";
import { viewSummary } from "@/app/_bridge/expedition/history";
import { boardOf } from "@/app/_bridge/expedition/viewRank";
import { toRoomNumber } from "@/app/_bridge/expedition/viewRoom";
import { viewLost } from "@/app/_bridge/expedition/viewRun";
import { type Choices, toLengthId, toPlan, viewStart } from "@/app/_bridge/expedition/viewStart";
import { useExpeditionLog, usePlay, usePlayer, useScene } from "@/app/_bridge/hud";
import { useAskOwner } from "@/app/_bridge/owner/hooks";
import { RunSummary } from "@/app/_panels/expedition/RunSummary";
import { StartCard } from "@/app/_panels/expedition/StartCard";
import { copyText } from "@/app/_ui/copyText";
import { RouteMap } from "./RouteMap";
import { useRank } from "./useRank";
import { useRoomReading } from "./useRoomReading";
import { useGivingUp } from "./useRun";

const MINUTE_SECONDS = 60;

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
  const { number: givenUp } = useGivingUp();
  if (!history || history.run.number === read || history.run.number === givenUp) return <Start {...props} />;
  return <Summary onAgain={() => setRead(history.run.number)} />;
}

function Summary({ onAgain }: { onAgain: () => void }) {
  const { history } = useExpeditionLog();
  const player = usePlayer();
  const roomBoard = useRoomBoard();
  const you = useBridgeSnapshot().owner?.account.toLowerCase();
  const { pending } = useGameSnapshot();
  const rank = useRank(history, history?.home ?? history?.run.points ?? 0);
  if (!history) return null;
  // Its day stays its day, also when the link is opened after midnight.
  const on = boardOf(history);
  const view = viewSummary(history, viewLost(player), player.profile.achievements, rank);
  return (
    <div className="mx-auto w-full max-w-3xl">
      <RunSummary
        view={view}
        route={<RouteMap way={history.way} isHome={history.home !== undefined} />}
        board={
          view.room === undefined
            ? hrefOf({
                view: "today",
                length: toLengthId(view.length),
                day: on?.view === "day" ? on.day : undefined,
                you,
              })
            : roomBoard(view.room)
        }
        // Its page follows the chain by itself; before that there is nothing to follow.
        replay={you && pending === 0 ? hrefOfRun(you, history.run.number, you) : undefined}
        onAgain={onAgain}
        onShare={copyText}
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
  const askOwner = useAskOwner();
  const boardOf = useRoomBoard();
  const { goBack } = useGivingUp();
  const room = choices.mode === "room" ? toRoomNumber(choices.room) : undefined;
  const roomReading = useRoomReading(room, room !== undefined && scene.world.rooms[room] !== undefined);
  const view = viewStart(choices, {
    scene,
    playUntil: session?.playUntil,
    isPlayable: playable,
    isElsewhere: session?.lane === "follower",
    ...{ history, roomReading },
  });
  const change = (part: Partial<Choices>) => onChoose((now) => ({ ...now, ...part }));
  return (
    <div className="mx-auto w-full max-w-xl">
      <StartCard
        view={view}
        onPlan={({ mode, ...plan }) => change({ plan, ...(mode !== view.plan.mode && { mode }) })}
        onSeed={(seed) => change({ seed })}
        onRoom={(room) => change({ room })}
        onOpenRoom={(length, minutes) =>
          askOwner({ type: "openRoom", length: toLengthId(length), inSeconds: minutes * MINUTE_SECONDS })
        }
        boardOf={boardOf}
        onSetOut={() => {
          const plan = toPlan(view);
          if (plan) play({ type: "embark", plan });
        }}
        onBack={goBack}
      />
    </div>
  );
}

/** Addresses of the boards of rooms, where the player finds their own row. */
function useRoomBoard(): (room: number) => string {
  const you = useBridgeSnapshot().owner?.account.toLowerCase();
  return (room) => hrefOf({ view: "room", length: 1, room, you });
}
