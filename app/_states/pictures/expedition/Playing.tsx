import { useState } from "react";
import type { Phase } from "@/app/_bridge/expedition/views";
import { BottomSheet } from "@/app/_panels/expedition/BottomSheet";
import { BankPanel, FinishPanel, TradePanel } from "@/app/_panels/expedition/CampPanels";
import { ErrandsPanel } from "@/app/_panels/expedition/ErrandsPanel";
import { ExpeditionBar } from "@/app/_panels/expedition/ExpeditionBar";
import { ExpeditionTabs, type TabId } from "@/app/_panels/expedition/ExpeditionTabs";
import { MakePanel } from "@/app/_panels/expedition/MakePanel";
import { NextGoal } from "@/app/_panels/expedition/NextGoal";
import { PackPanel } from "@/app/_panels/expedition/PackPanel";
import { Refusal } from "@/app/_panels/expedition/Refusal";
import { useMediaQuery } from "@/app/_ui/useMediaQuery";
import type { Sizes } from "../../sizes";
import { bank, bar, errands, pack, recipes, trade, way } from "./facts";
import { Ground } from "./Ground";

const none = () => undefined;
const here = { way: { ...way, steps: 0, seconds: 0 }, urgency: "here" } as const;

type Props = { sizes: Sizes; phase?: Phase; isAtCamp?: boolean };

/** As in the game: beside the island on a desk, as a sheet over its lower part on a phone. */
export function Playing({ sizes, phase = "day", isAtCamp = false }: Props) {
  const isWide = useMediaQuery("(min-width: 60rem)");
  const [open, setOpen] = useState<TabId>(isAtCamp ? "bank" : "errands");
  const view = bar(sizes, { phase, ...(isAtCamp ? { home: here, secondsLeft: 148, grains: 60 } : {}) });
  const tabs = (
    <ExpeditionTabs
      {...{ open, isAtCamp }}
      onOpen={setOpen}
      bodies={{
        pack: <PackPanel view={pack(sizes)} onEquip={none} />,
        make: <MakePanel recipes={recipes} onMake={none} />,
        errands: <ErrandsPanel view={errands} onClaim={none} />,
        trade: <TradePanel view={trade} onBuy={none} />,
        bank: <BankPanel view={bank(sizes)} onBank={none} />,
        finish: (
          <FinishPanel
            view={{ isTime: true, percent: 20, bonus: 912, sand: 273, secondsLeft: 148, load: 134 }}
            onFinish={none}
          />
        ),
      }}
    />
  );
  return (
    <Ground phase={phase}>
      <div className="grid gap-2 p-3" style={{ marginRight: isWide ? "25rem" : 0 }}>
        <div className="w-full">
          <ExpeditionBar view={view} />
        </div>
        <NextGoal goal={isAtCamp ? { kind: "finish", points: 912 } : { kind: "gather", item: "wood", way }} />
      </div>
      {!isAtCamp && isWide && (
        <div className="absolute inset-x-0 flex justify-center" style={{ top: "calc(50% - 6.5rem)" }}>
          <Refusal whyNot={{ kind: "tool", item: "boots", ground: "hills" }} atFoot />
        </div>
      )}
      {isWide ? (
        <aside
          aria-label="Game panels"
          className="fixed inset-y-0 right-0 w-[25rem] overflow-y-auto border-l border-sand-200/15 bg-night-900 p-4"
        >
          {tabs}
        </aside>
      ) : (
        <BottomSheet open onClose={none} title={isAtCamp ? "Camp" : "Expedition"} testId="sheet">
          {tabs}
        </BottomSheet>
      )}
    </Ground>
  );
}
