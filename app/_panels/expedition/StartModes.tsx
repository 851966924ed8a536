import { Users } from "lucide-react";
import type { StartView } from "@/app/_bridge/expedition/views";
import { Field } from "@/app/_ui/Field";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";
import { text } from "./text";

/** Of a lobby that is as long as a glass can tell. */
const lobbySeconds = 120;

export function PracticeField({ seed, onSeed }: { seed: string; onSeed: (seed: string) => void }) {
  return (
    <div className="grid gap-2">
      <p className="text-sm text-mist">{text.start.practiceLead}</p>
      <Field
        name="seed"
        label={text.start.seed}
        inputMode="numeric"
        value={seed}
        onChange={(event) => onSeed(event.currentTarget.value)}
      />
      <p className="text-sm text-mist">{text.start.seedLead}</p>
    </div>
  );
}

/** Where players wait for the common start. */
export function RoomLobby({ room, onRoom }: { room: StartView["room"]; onRoom: (room: string) => void }) {
  return (
    <div className="grid gap-2">
      <p className="text-sm text-mist">{text.start.roomLead}</p>
      <Field
        name="room"
        label={text.start.room}
        inputMode="numeric"
        defaultValue={typeof room === "object" ? `${room.number}` : ""}
        onChange={(event) => onRoom(event.currentTarget.value)}
      />
      {(room === "unknown" || room === "over") && (
        <p role="status" className="text-sm text-ember-300">
          {room === "over" ? text.start.roomOver : text.start.roomUnknown}
        </p>
      )}
      {typeof room === "object" && (
        <div className="row flex flex-wrap items-center gap-4 p-3">
          <PixelHourglass
            left={room.startsInSeconds / lobbySeconds}
            running={room.startsInSeconds > 0}
            className="h-16 w-[2.9rem] shrink-0"
          />
          <div className="min-w-0">
            <p data-testid="room-starts" className="font-display text-2xl font-semibold text-sand-50 tabular-nums">
              {room.startsInSeconds > 0 ? text.start.roomStarts(room.startsInSeconds) : text.start.roomRuns}
            </p>
            {room.players !== undefined && (
              <p className="flex items-center gap-1.5 text-sm text-mist">
                <Users aria-hidden className="size-4" />
                {text.start.roomPlayers(room.players)}
              </p>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
