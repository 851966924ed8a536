"use client";

import { type ReactNode, useState } from "react";
import { useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { useChainSeconds } from "@/app/_bridge/clock";
import { nextOther, viewOthers } from "@/app/_bridge/expedition/viewOthers";
import { usePosition } from "@/app/_bridge/hud";
import { text } from "@/app/_panels/person/text";
import { loadPart } from "@/app/_ui/loadPart";

const PersonCard = loadPart(() => import("@/app/_panels/person/PersonCard").then((module) => module.PersonCard));

type Shown = { player: string; isByKey: boolean };

/** The card of another player: `open` by a press on their figure, or by the button that the keyboard finds beside the island. */
export function usePerson(): { open: (player: string) => void; button: ReactNode; card: ReactNode } {
  const [shown, setShown] = useState<Shown>();
  const close = () => setShown(undefined);
  const showNext = (player: string) => setShown({ player, isByKey: true });
  return {
    open: (player) => setShown({ player, isByKey: false }),
    button: <OpenButton onOpen={showNext} />,
    card: shown && <Card shown={shown} onClose={close} onNext={showNext} />,
  };
}

/** Seen while it has the focus: a mouse and a finger have the figures. */
function OpenButton({ onOpen }: { onOpen: (player: string) => void }) {
  const others = viewOthers(useGameSnapshot(), useChainSeconds());
  const tile = usePosition()?.tile;
  const nearest = nextOther(others, tile, undefined);
  if (nearest === undefined) return null;
  return (
    <button
      type="button"
      data-testid="people"
      onClick={() => onOpen(nearest)}
      className="panel sr-only rounded-2xl text-sand-50 focus:not-sr-only focus:absolute focus:top-3 focus:left-3 focus:z-40"
    >
      <span className="block px-4 py-3">{text.open(others.length)}</span>
    </button>
  );
}

type CardProps = { shown: Shown; onClose: () => void; onNext: (player: string) => void };

function Card({ shown: { player, isByKey }, onClose, onNext }: CardProps) {
  const others = viewOthers(useGameSnapshot(), useChainSeconds());
  const next = nextOther(others, undefined, player);
  return (
    <PersonCard
      player={player}
      takesFocus={isByKey}
      onClose={onClose}
      onNext={next === undefined || next === player ? undefined : () => onNext(next)}
    />
  );
}
