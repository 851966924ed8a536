import { useId, useState } from "react";
import { lobbies } from "@/app/_bridge/expedition/viewRoom";
import type { Length, LobbyMinutes, OpeningView } from "@/app/_bridge/expedition/views";
import { OwnerButton } from "../owner/OwnerButton";
import { Choice } from "./Choice";
import looks from "./looks.module.css";
import { text } from "./text";

const lengths = ["dash", "walk", "voyage"] as const satisfies readonly Length[];
/** To get home, after the end. */
const SPARE_MINUTES = 1;

type Props = {
  view: OpeningView;
  /** The length of the plan is where one begins. */
  length: Length;
  /** Needs the owner's signature. */
  onOpen: (length: Length, minutes: LobbyMinutes) => void;
};

/** How long and when; what the key does not last for says so. */
export function OpenRoom({ view, length: first, onOpen }: Props) {
  const { minutes, possible } = view;
  const [chosen, setChosen] = useState<Length>();
  const [waits, setWaits] = useState<LobbyMinutes>(2);
  const whyId = useId();
  const length = chosen ?? (possible[first].length > 0 ? first : "dash");
  const why = (of: Length, lobby: LobbyMinutes) =>
    possible[of].includes(lobby) ? undefined : tooLong(view, lobby + minutes[of] + SPARE_MINUTES);
  const problem = why(length, waits);
  return (
    <div className="grid gap-4" data-testid="open-room-form">
      <p className="text-sm text-mist">{text.room.open.lead}</p>
      <Choice
        legend={text.room.open.length}
        options={lengths.map((value) => ({
          value,
          title: text.lengths[value].name,
          note: text.lengths[value].time,
          whyNot: why(value, lobbies[0]),
        }))}
        chosen={length}
        onChoose={setChosen}
        className={looks.few}
      />
      <Choice
        legend={text.room.open.start}
        options={lobbies.map((value) => ({
          value,
          title: text.room.open.minutes(value),
          whyNot: why(length, value),
        }))}
        chosen={waits}
        onChoose={setWaits}
        className={looks.few}
      />
      <OwnerButton
        data-testid="open-room"
        disabled={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : whyId}
        onClick={() => onOpen(length, waits)}
      >
        {text.room.open.ask}
      </OwnerButton>
      {problem !== undefined && (
        <p id={whyId} role="status" data-testid="open-room-why" className="text-sm text-ember-300">
          {problem}
        </p>
      )}
    </div>
  );
}

function tooLong({ keyUntil }: OpeningView, needed: number): string {
  return keyUntil === undefined ? text.room.open.noKey : text.room.open.tooLong(needed, keyUntil);
}
