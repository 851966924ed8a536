"use client";

import { Tabs } from "@base-ui/react/tabs";
import Image from "next/image";
import Link from "next/link";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { Coach } from "@/app/_panels/coach/Coach";
import { SessionPanel } from "@/app/_panels/session/SessionPanel";
import { TimeLeft } from "@/app/_panels/session/TimeLeft";
import { ActionBar } from "./ActionBar";
import type { LayoutProps } from "./layoutProps";
import { PanelBodies, PanelTabList } from "./PanelTabs";
import { PlaceChip } from "./PlaceChip";
import { ScreenButtons } from "./ScreenButtons";
import { SessionDetails } from "./SessionDetails";

/** A phone: the canvas is the screen, the thumbs have the lower half, panels come up as a sheet. */
export function NarrowLayout({ game, panel: open, onPanel, onOpenGate, onOpenSettings, messages }: LayoutProps) {
  const { phase } = useBridgeSnapshot();
  const timed = phase === "playing";
  return (
    <Tabs.Root value={open} onValueChange={onPanel}>
      <header className="pointer-events-none absolute inset-x-0 top-0 grid gap-[min(0.5rem,10px)] p-[min(0.75rem,14px)] pt-[max(min(0.75rem,14px),env(safe-area-inset-top))]">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <div className="panel pointer-events-auto rounded-2xl px-[min(0.75rem,16px)] py-[min(0.5rem,10px)]">
            {timed ? (
              <TimeLeft compact />
            ) : (
              <Link href="/" aria-label="Hourglass, home page">
                <Image src="/logo.png" alt="" width={28} height={28} unoptimized className="pixelated" />
              </Link>
            )}
          </div>
          <div className="flex min-w-0 items-center gap-2">
            <PlaceChip />
            <ScreenButtons onOpenSettings={onOpenSettings} />
          </div>
        </div>
        {open === null && (
          // Beside the map, which has the right-hand corner.
          <div className="mr-[min(8rem,32vw)] max-w-sm short:max-w-lg">
            <Coach touch />
          </div>
        )}
        {messages}
      </header>
      <div className="pointer-events-none absolute inset-x-0 bottom-0 flex flex-col">
        {open === null && (
          <div className="p-[min(1rem,20px)]">
            <ActionBar game={game} onOpenGate={onOpenGate} pad />
          </div>
        )}
        <div className="panel pointer-events-auto rounded-b-none border-b-0 pb-[env(safe-area-inset-bottom)]">
          <PanelBodies
            session={
              <div className="grid gap-5">
                <SessionPanel showTime={false} />
                <SessionDetails />
              </div>
            }
            className="scroll-quiet h-[min(56dvh,30rem)] animate-rise overflow-y-auto border-b border-sand-200/12 p-4"
          />
          <div className="p-[min(0.375rem,8px)]">
            <PanelTabList onPress={(id) => open === id && onPanel(null)} />
          </div>
        </div>
      </div>
    </Tabs.Root>
  );
}
