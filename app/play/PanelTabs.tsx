"use client";

import { Tabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { text } from "@/app/_panels/expedition/text";
import { cx } from "@/app/_ui/cx";
import { keepFocus } from "@/app/_ui/keepFocus";
import { type PanelId, panelIcons } from "./panels";

type ListProps = {
  shown: readonly PanelId[];
  /** On a phone a second tap on the open tab closes it. */
  onPress?: (id: PanelId) => void;
};

/** The row of tabs. */
export function PanelTabList({ shown, onPress }: ListProps) {
  return (
    <Tabs.List
      aria-label={text.tabs} // Eight beside one another; with large letters in two rows, since a label must not run into the next one.
      className={cx(
        "grid grid-cols-[repeat(auto-fit,minmax(3.4em,1fr))] gap-0.5 text-xs sm:gap-1",
        // Eight do not fit beside one another on the narrowest phones.
        shown.length > 6 && "max-[22rem]:grid-cols-4",
      )}
    >
      {shown.map((id) => {
        const Icon = panelIcons[id];
        return (
          <Tabs.Tab
            key={id}
            value={id}
            data-testid={`tab-${id}`}
            data-control={id === "finish" ? id : undefined}
            onMouseDown={keepFocus}
            onClick={() => onPress?.(id)}
            className="grid min-h-[min(3.5rem,60px)] content-center justify-items-center gap-[min(0.125rem,2px)] rounded-xl px-[min(0.125rem,2px)] py-[min(0.375rem,6px)] text-xs @max-[17rem]:leading-none max-[25rem]:text-[0.65rem] font-medium text-mist hover:bg-white/8 hover:text-sand-50 data-active:bg-sand-300/15 data-active:text-sand-200"
          >
            <Icon aria-hidden className="size-[min(1.25rem,24px)]" />
            {text.panels[id]}
          </Tabs.Tab>
        );
      })}
    </Tabs.List>
  );
}

type BodiesProps = {
  shown: readonly PanelId[];
  /** What a panel holds; only that of the open one is made. */
  draw: (id: PanelId) => ReactNode;
  className: string;
};

/** The open panel. */
export function PanelBodies({ shown, draw, className }: BodiesProps) {
  return shown.map((id) => (
    <Tabs.Panel key={id} value={id} data-testid={`panel-${id}`} className={className}>
      <Body {...{ id, draw }} />
    </Tabs.Panel>
  ));
}

/** A component of its own, so that a closed panel makes nothing. */
function Body({ id, draw }: { id: PanelId; draw: (id: PanelId) => ReactNode }) {
  return draw(id);
}
