import { Play } from "lucide-react";
import { useId } from "react";
import type { Length, LobbyMinutes, Mode, Plan, RoomView, StartView } from "@/app/_bridge/expedition/views";
import { Button } from "@/app/_ui/Button";
import { Disclosure } from "@/app/_ui/Disclosure";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";
import { Choice } from "./Choice";
import looks from "./looks.module.css";
import { PlanChoices } from "./PlanChoices";
import { PracticeField } from "./PracticeField";
import { RoomLobby } from "./RoomLobby";
import { text } from "./text";

const modes = ["daily", "practice", "room"] as const satisfies readonly Mode[];

type Props = {
  view: StartView;
  onPlan: (plan: Plan) => void;
  onSeed: (seed: string) => void;
  onRoom: (room: string) => void;
  /** Needs the owner's signature. */
  onOpenRoom: (length: Length, minutes: LobbyMinutes) => void;
  /** Address of the board of a room. */
  boardOf: (room: number) => string;
  onSetOut: () => void;
  /** Leads back to a practice that was given up and still runs. */
  onBack?: (() => void) | undefined;
};

/** The start of an expedition: one press with the plan as it is; whoever wants another unfolds it. */
export function StartCard({ view, onPlan, onSeed, onRoom, onOpenRoom, boardOf, onSetOut, onBack }: Props) {
  const { plan, playedToday, seed, room, isBusy, purses, sand, problem, keyTooShort } = view;
  const { mode, length } = plan;
  const whyId = useId();
  // Elsewhere supplies cost nothing.
  const purse = mode === "daily" ? purses[plan.purse] : 0;
  const isPlayed = mode === "daily" && playedToday !== undefined;
  const until = keyTooShort[length];
  const why = problem ? text.start.problems[problem] : until === undefined ? undefined : text.start.keyTooShort(until);
  const hasNoRoom = mode === "room" && room === "none";
  const isRoomOpen = typeof room === "object" && room.isOpen;
  return (
    <section aria-label={text.start.title} data-testid="start-card" className="panel grid gap-4 p-4 sm:p-5">
      <header className="flex items-center gap-4 short:hidden">
        <PixelHourglass left={1} className="h-16 w-[2.9rem] shrink-0" />
        <div className="min-w-0">
          <h2 className="text-2xl leading-tight font-semibold text-sand-50">{text.start.title}</h2>
          <p className="mt-1 text-sm text-mist">{text.start.lead}</p>
        </div>
      </header>
      {onBack && (
        <div className="row flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 pr-2 pl-3.5">
          <p className="text-sm text-sand-100">{text.giveUp.goesOn}</p>
          <Button look="outline" size="small" data-testid="back-to-practice" onClick={onBack}>
            {text.giveUp.back}
          </Button>
        </div>
      )}
      <Choice
        legend={text.start.modes}
        isBare
        options={modes.map((value) => ({ value, title: text.modes[value] }))}
        chosen={mode}
        onChoose={(value) => onPlan({ ...plan, mode: value })}
        className={looks.few}
      />
      {mode === "daily" && !isPlayed && <p className="text-sm text-mist">{text.start.dailyLead}</p>}
      {mode === "practice" && <PracticeField {...{ seed, onSeed }} />}
      {mode === "room" && <RoomLobby {...{ view, onRoom, onOpenRoom, boardOf }} />}
      {isPlayed ? (
        <div className="grid gap-3">
          <p className="text-sand-100">{text.start.played(playedToday.points)}</p>
          <Button
            size="large"
            data-testid="practise"
            data-control="setOut"
            onClick={() => onPlan({ ...plan, mode: "practice" })}
          >
            {text.start.practiseToday}
          </Button>
        </div>
      ) : (
        <div className="grid gap-2">
          <Button
            size="large"
            data-testid="set-out"
            data-control="setOut"
            busy={isBusy}
            disabled={why !== undefined || (mode === "room" && !isRoomOpen)}
            aria-describedby={why === undefined && !hasNoRoom ? undefined : whyId}
            icon={<Play aria-hidden className="size-5" />}
            onClick={onSetOut}
          >
            {mode === "room" ? joinText(room) : text.start.go(length)}
          </Button>
          {why === undefined && hasNoRoom && (
            <p id={whyId} className="text-center text-sm text-sand-200">
              {text.room.which}
            </p>
          )}
          {why !== undefined && (
            <p id={whyId} role="status" data-testid="start-why" className="text-center text-sm text-ember-300">
              {why}
            </p>
          )}
          <p className="text-center text-sm font-semibold text-sand-200">{text.start.plan(plan, purse)}</p>
          <p className="text-center text-sm text-mist">{text.start.risk(Math.min(purse, sand))}</p>
        </div>
      )}
      {!isPlayed && (
        <Disclosure title={text.start.choose} testId="own-plan">
          <PlanChoices {...{ view, onPlan }} />
        </Disclosure>
      )}
    </section>
  );
}

function joinText(room: RoomView): string {
  if (typeof room !== "object" || room.isOpen) return text.room.join;
  return room.startsInSeconds > 0 ? text.room.waits.start : text.room.waits.island;
}
