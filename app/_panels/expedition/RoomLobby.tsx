import Link from "next/link";
import type { Length, LobbyMinutes, RoomView, StartView } from "@/app/_bridge/expedition/views";
import { Disclosure } from "@/app/_ui/Disclosure";
import { Field } from "@/app/_ui/Field";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";
import { OpenRoom } from "./OpenRoom";
import { RoomLink } from "./RoomLink";
import { text } from "./text";

/** Of a lobby that is as long as a glass can tell. */
const lobbySeconds = 120;

type Props = {
  view: StartView;
  onRoom: (room: string) => void;
  onOpenRoom: (length: Length, minutes: LobbyMinutes) => void;
  /** Address of the board of a room. */
  boardOf: (room: number) => string;
};

/** Where players wait for the common start. */
export function RoomLobby({ view, onRoom, onOpenRoom, boardOf }: Props) {
  const { room, roomText } = view;
  const number = typeof room === "object" ? room.number : room === "over" ? Number(roomText) : undefined;
  return (
    <div className="grid gap-2">
      <p className="text-sm text-mist">{text.room.lead}</p>
      <Field
        name="room"
        label={text.room.number}
        inputMode="numeric"
        value={roomText}
        onChange={(event) => onRoom(event.currentTarget.value)}
      />
      {typeof room === "object" ? (
        <Lobby room={room} />
      ) : (
        room !== "none" && (
          <p
            role="status"
            data-testid="room-problem"
            className={room === "reading" ? "text-sm text-mist" : "text-sm text-ember-300"}
          >
            {text.room.problems[room]}
          </p>
        )
      )}
      {number !== undefined && (
        <p>
          <Link
            href={boardOf(number)}
            data-testid="room-board"
            className="inline-flex min-h-8 items-center text-sm text-sand-200 underline underline-offset-4"
          >
            {text.room.board}
          </Link>
        </p>
      )}
      <Disclosure title={text.room.open.title} testId="open-room-choice">
        <OpenRoom view={view.opening} length={view.plan.length} onOpen={onOpenRoom} />
      </Disclosure>
    </div>
  );
}

function Lobby({ room }: { room: Extract<RoomView, object> }) {
  const { number, startsInSeconds, isOpen } = room;
  return (
    <>
      <div className="row flex flex-wrap items-center gap-4 p-3">
        <PixelHourglass
          left={startsInSeconds / lobbySeconds}
          running={startsInSeconds > 0}
          className="h-16 w-[2.9rem] shrink-0"
        />
        <div className="min-w-0">
          <p
            data-testid="room-starts"
            data-open={isOpen}
            className="font-display text-2xl font-semibold text-sand-50 tabular-nums"
          >
            {startsInSeconds > 0 ? text.room.starts(startsInSeconds) : isOpen ? text.room.runs : text.room.draws}
          </p>
        </div>
      </div>
      <RoomLink room={number} />
    </>
  );
}
