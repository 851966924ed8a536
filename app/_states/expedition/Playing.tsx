import { useEffect, useState } from "react";
import type { Deed } from "@/app/_bridge/expedition/localPlay";
import { viewBar } from "@/app/_bridge/expedition/viewBar";
import { viewBank, viewFinish, viewTrade } from "@/app/_bridge/expedition/viewCamp";
import { viewErrands } from "@/app/_bridge/expedition/viewErrands";
import { viewGoal } from "@/app/_bridge/expedition/viewGoal";
import { itemNamed, viewPack, viewRecipes } from "@/app/_bridge/expedition/viewPack";
import { BottomSheet } from "@/app/_panels/expedition/BottomSheet";
import { BankPanel, FinishPanel, TradePanel } from "@/app/_panels/expedition/CampPanels";
import { ErrandsPanel } from "@/app/_panels/expedition/ErrandsPanel";
import { ExpeditionBar } from "@/app/_panels/expedition/ExpeditionBar";
import { ExpeditionTabs, type TabId } from "@/app/_panels/expedition/ExpeditionTabs";
import { MakePanel } from "@/app/_panels/expedition/MakePanel";
import { DashHome } from "@/app/_panels/expedition/Moments";
import { NextGoal } from "@/app/_panels/expedition/NextGoal";
import { PackBar } from "@/app/_panels/expedition/PackBar";
import { PackPanel } from "@/app/_panels/expedition/PackPanel";
import { Button } from "@/app/_ui/Button";
import { useMediaQuery } from "@/app/_ui/useMediaQuery";
import type { Action } from "@/game/rules/next/actions";
import type { Moment } from "@/game/rules/next/moment";
import { NewestMoment } from "./NewestMoment";

/** The most that any camp asks. */
const MOST_SAND = 10n ** 21n;

type Props = {
  moment: Moment;
  newest: Deed | undefined;
  onPlay: (action: Action) => void;
  onGather: () => void;
};

/** Everything around the canvas while an expedition runs. */
export function Playing({ moment, newest, onPlay, onGather }: Props) {
  const isWide = useMediaQuery("(min-width: 60rem)");
  const [open, setOpen] = useState<TabId>("pack");
  const [isSheet, setIsSheet] = useState(false);
  const [keyUntil] = useState(() => Math.floor(Date.now() / 1_000) + 3_600);
  const bar = viewBar(moment, keyUntil);
  const isAtCamp = bar.home.urgency === "here";

  useEffect(() => {
    // What a camp offers stays behind at the camp.
    if (!isAtCamp) setOpen((now) => (now === "trade" || now === "bank" || now === "finish" ? "pack" : now));
  }, [isAtCamp]);

  const tabs = (
    <ExpeditionTabs
      {...{ open, isAtCamp }}
      onOpen={setOpen}
      bodies={{
        pack: (
          <PackPanel view={viewPack(moment)} onEquip={(tool) => onPlay({ type: "equip", item: itemNamed(tool) })} />
        ),
        make: <MakePanel recipes={viewRecipes(moment)} onMake={(recipe) => onPlay({ type: "craft", recipe })} />,
        errands: <ErrandsPanel view={viewErrands(moment)} onClaim={(errand) => onPlay({ type: "claim", errand })} />,
        trade: (
          <TradePanel
            view={viewTrade(moment)}
            onBuy={(item) => onPlay({ type: "buy", item: itemNamed(item), maxSand: MOST_SAND })}
          />
        ),
        bank: <BankPanel view={viewBank(moment)} onBank={() => onPlay({ type: "bank" })} />,
        finish: <FinishPanel view={viewFinish(moment)} onFinish={() => onPlay({ type: "finish" })} />,
      }}
    />
  );
  return (
    <>
      <div className="pointer-events-none absolute inset-x-0 top-0 grid justify-items-start gap-2 p-3 min-[60rem]:right-[25rem] lg:p-5">
        <div className="w-full">
          <ExpeditionBar view={bar} />
        </div>
        <NextGoal goal={viewGoal(moment)} />
        <NewestMoment newest={newest} />
      </div>
      {bar.home.urgency === "now" && <DashHome way={bar.home.way} />}
      <div className="pointer-events-none absolute inset-x-0 bottom-0 flex items-end justify-center gap-3 p-3 min-[60rem]:right-[25rem]">
        <div className="panel w-full max-w-80 rounded-2xl px-3 py-2">
          <PackBar view={viewPack(moment)} />
        </div>
        {!isWide && (
          <Button className="pointer-events-auto" look="quiet" onClick={() => setIsSheet(true)}>
            Panels
          </Button>
        )}
        <Button data-testid="gather" className="pointer-events-auto" onClick={onGather}>
          Gather
        </Button>
      </div>
      {isWide ? (
        <aside
          aria-label="Game panels"
          className="fixed inset-y-0 right-0 w-[25rem] overflow-y-auto border-l border-sand-200/15 bg-night-900 p-4"
        >
          {tabs}
        </aside>
      ) : (
        <BottomSheet open={isSheet} onClose={() => setIsSheet(false)} title="Expedition" testId="sheet">
          {tabs}
        </BottomSheet>
      )}
    </>
  );
}
