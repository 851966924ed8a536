"use client";

import { Tabs } from "@base-ui/react/tabs";
import { Backpack, Hammer, Landmark, type LucideIcon, MoonStar, ScrollText, Store } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/app/_ui/cx";
import { keepFocus } from "@/app/_ui/keepFocus";
import looks from "./looks.module.css";
import { text } from "./text";

export type TabId = "pack" | "make" | "errands" | "trade" | "bank" | "finish";

const tabs: Record<TabId, { label: string; Icon: LucideIcon }> = {
  pack: { label: text.pack.title, Icon: Backpack },
  make: { label: text.make.title, Icon: Hammer },
  errands: { label: text.errands.title, Icon: ScrollText },
  trade: { label: text.camp.trade, Icon: Store },
  bank: { label: text.camp.bank, Icon: Landmark },
  finish: { label: text.camp.finish, Icon: MoonStar },
};
const onTheRun = ["pack", "make", "errands"] as const;
const atACamp = ["trade", "bank", "finish"] as const;

type Props = {
  open: TabId;
  onOpen: (tab: TabId) => void;
  /** What a camp offers stands first where there is one. */
  isAtCamp: boolean;
  bodies: Record<TabId, ReactNode>;
};

/** On the run Pack, Make and Errands; at a camp Trade, Bank and Finish as well. */
export function ExpeditionTabs({ open, onOpen, isAtCamp, bodies }: Props) {
  const shown: readonly TabId[] = isAtCamp ? [...atACamp, ...onTheRun] : onTheRun;
  return (
    <Tabs.Root value={open} onValueChange={onOpen} className="grid gap-3">
      <Tabs.List aria-label={text.tabs} className={cx("grid gap-1 text-xs", looks.tabs)}>
        {shown.map((id) => {
          const { label, Icon } = tabs[id];
          return (
            <Tabs.Tab
              key={id}
              value={id}
              data-testid={`tab-${id}`}
              onMouseDown={keepFocus}
              className="grid min-h-[min(3.5rem,60px)] content-center justify-items-center gap-0.5 rounded-xl px-0.5 py-1.5 text-xs font-medium text-mist hover:bg-white/8 hover:text-sand-50 data-active:bg-sand-300/15 data-active:text-sand-200"
            >
              <Icon aria-hidden className="size-[min(1.25rem,24px)]" />
              {label}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      {isAtCamp && <p className="text-sm text-mist">{text.camp.about}</p>}
      {shown.map((id) => (
        <Tabs.Panel key={id} value={id} data-testid={`panel-${id}`}>
          {bodies[id]}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
