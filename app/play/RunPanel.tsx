"use client";

import { buy, wear } from "@/app/_bridge/expedition/deeds";
import { viewBank, viewFinish, viewTrade } from "@/app/_bridge/expedition/viewCamp";
import { viewErrands } from "@/app/_bridge/expedition/viewErrands";
import { viewGiveUp } from "@/app/_bridge/expedition/viewGiveUp";
import { viewPack, viewRecipes } from "@/app/_bridge/expedition/viewPack";
import { useMoment, usePlay } from "@/app/_bridge/hud";
import { BankPanel, FinishPanel, TradePanel } from "@/app/_panels/expedition/CampPanels";
import { ErrandsPanel } from "@/app/_panels/expedition/ErrandsPanel";
import { GiveUp } from "@/app/_panels/expedition/GiveUp";
import { MakePanel } from "@/app/_panels/expedition/MakePanel";
import { PackPanel } from "@/app/_panels/expedition/PackPanel";
import { text } from "@/app/_panels/expedition/text";
import type { RunPanelId } from "./panels";
import { type Run, useGivingUp } from "./useRun";

/** A panel of the running expedition; nothing without one. */
export function RunPanel({ id }: { id: RunPanelId }) {
  const moment = useMoment();
  const { giveUp } = useGivingUp();
  if (!moment) return null;
  return (
    <div className="grid gap-5">
      <Content id={id} moment={moment} />
      {viewGiveUp(moment) === id && <GiveUp onGiveUp={giveUp} />}
    </div>
  );
}

function Content({ id, moment }: { id: RunPanelId; moment: Run["moment"] }) {
  const play = usePlay();
  switch (id) {
    case "pack":
      return <PackPanel view={viewPack(moment)} onEquip={(tool) => play(wear(tool))} />;
    case "make":
      return <MakePanel recipes={viewRecipes(moment)} onMake={(recipe) => play({ type: "craft", recipe })} />;
    case "errands":
      return <ErrandsPanel view={viewErrands(moment)} onClaim={(errand) => play({ type: "claim", errand })} />;
    case "trade": {
      const trade = viewTrade(moment);
      return <TradePanel view={trade} onBuy={(item) => play(buy(trade, item))} />;
    }
    case "bank":
      return (
        <div className="grid gap-3">
          <p className="text-sm text-mist">{text.camp.about}</p>
          <BankPanel view={viewBank(moment)} onBank={() => play({ type: "bank" })} />
        </div>
      );
    case "finish":
      return <FinishPanel view={viewFinish(moment)} onFinish={() => play({ type: "finish" })} />;
  }
}
