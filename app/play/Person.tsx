"use client";

import { useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { useChainSeconds } from "@/app/_bridge/clock";
import { viewOthers } from "@/app/_bridge/expedition/viewOthers";
import { nextOther } from "@/app/_bridge/expedition/viewPerson";
import { usePosition } from "@/app/_bridge/hud";
import { PersonCard } from "@/app/_panels/person/PersonCard";
import { text } from "@/app/_panels/person/text";
import type { PersonProps } from "./personProps";

/** The card of another player, or else the button that opens the nearest one's: for the keyboard, since a mouse and a finger have the figures. */
export function Person({ place, shown, onShow }: PersonProps) {
  const others = viewOthers(useGameSnapshot(), useChainSeconds());
  const tile = usePosition()?.tile;
  const next = nextOther(others, tile, shown?.player);
  const show = next === undefined ? undefined : () => onShow({ player: next, isByKey: true });
  if (place === "card" && shown) {
    return (
      <PersonCard
        player={shown.player}
        takesFocus={shown.isByKey}
        onClose={() => onShow(undefined)}
        onNext={next === shown.player ? undefined : show}
      />
    );
  }
  if (place === "card" || !show) return null;
  return (
    <button
      type="button"
      data-testid="people"
      onClick={show}
      className="panel sr-only rounded-2xl text-sand-50 focus:not-sr-only focus:absolute focus:top-3 focus:left-3 focus:z-40"
    >
      <span className="block px-4 py-3">{text.open(others.length)}</span>
    </button>
  );
}
