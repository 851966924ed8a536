"use client";

import { useEffect, useState } from "react";
import { viewNewest } from "@/app/_bridge/expedition/viewNewest";
import { useExpeditionLog } from "@/app/_bridge/hud";
import type { Deed } from "@/app/_bridge/playPort";
import { FindCard } from "@/app/_panels/expedition/FindCard";
import { BankedCard, SetOutBanner } from "@/app/_panels/expedition/Moments";
import { useGivingUp } from "./useRun";

const SHOWN_MS = 4_000;

/** A departure, a find or a load that was banked, for a breath. */
export function NewestMoment() {
  const { newest } = useExpeditionLog();
  const [over, setOver] = useState<Deed>();
  const { goBack } = useGivingUp();
  // Nothing of a practice that was given up is told over the card that sets out.
  const view = newest && newest !== over && !goBack ? viewNewest(newest) : undefined;
  const isShown = view !== undefined;
  useEffect(() => {
    if (!isShown) return;
    const timer = setTimeout(() => setOver(newest), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isShown, newest]);
  switch (view?.kind) {
    case "setOut":
      return <SetOutBanner length={view.length} mode={view.mode} />;
    case "find":
      return <FindCard {...view.layer} />;
    case "banked":
      return <BankedCard place={view.place} rows={view.rows} points={view.points} />;
    default:
      return null;
  }
}
