"use client";

import { Tabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { useQuests } from "@/app/_bridge/hud";
import { Bag } from "@/app/_panels/hud/Bag";
import { Camp } from "@/app/_panels/hud/Camp";
import { Craft } from "@/app/_panels/hud/Craft";
import { Quests } from "@/app/_panels/hud/Quests";
import { Trader } from "@/app/_panels/hud/Trader";
import { keepFocus } from "@/app/_ui/keepFocus";
import { loadPart } from "@/app/_ui/loadPart";
import { type PanelId, panels } from "./panels";

const Bazaar = loadPart(() => import("@/app/_panels/owner/actions").then((module) => module.Bazaar));

/** The row of tabs. On a phone a second tap on the open tab closes it: `onPress` tells. */
export function PanelTabList({ onPress }: { onPress?: (id: PanelId) => void }) {
  const claimable = useQuests().filter(({ state }) => state === "claimable").length;
  return (
    <Tabs.List
      aria-label="Panels" // Seven beside one another; with large letters in two rows, since a label must not run into the next one.
      className="grid grid-cols-[repeat(auto-fit,minmax(3.55em,1fr))] gap-0.5 text-xs sm:gap-1"
    >
      {panels.map(({ id, label, Icon }) => (
        <Tabs.Tab
          key={id}
          value={id}
          data-testid={`tab-${id}`}
          onMouseDown={keepFocus}
          onClick={() => onPress?.(id)}
          className="grid min-h-[min(3.5rem,60px)] content-center justify-items-center gap-0.5 rounded-xl px-0.5 py-1.5 text-xs max-[22rem]:text-[0.65rem] font-medium text-mist hover:bg-white/8 hover:text-sand-50 data-active:bg-sand-300/15 data-active:text-sand-200"
        >
          <span className="relative">
            <Icon aria-hidden className="size-[min(1.25rem,24px)]" />
            {id === "quests" && claimable > 0 && (
              <span className="absolute -top-1.5 left-3.5 grid size-4.5 place-items-center rounded-full bg-sand-300 text-[0.7rem] font-bold text-night-950">
                {claimable}
                <span className="sr-only"> to claim</span>
              </span>
            )}
          </span>
          {label}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}

/** The open panel. What the session tab holds differs between the layouts, so it is handed in. */
export function PanelBodies({ session, className }: { session: ReactNode; className: string }) {
  const bodies: Record<PanelId, ReactNode> = {
    bag: <Bag />,
    craft: <Craft />,
    quests: <Quests />,
    trader: <Trader />,
    bazaar: <Bazaar />,
    camp: <Camp />,
    session,
  };
  return panels.map(({ id }) => (
    <Tabs.Panel key={id} value={id} data-testid={`panel-${id}`} className={className}>
      {bodies[id]}
    </Tabs.Panel>
  ));
}
