"use client";

import { Tabs } from "@base-ui/react/tabs";
import Image from "next/image";
import Link from "next/link";
import { useState } from "react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { SessionPanel } from "@/app/_panels/session/SessionPanel";
import { TimeLeft } from "@/app/_panels/session/TimeLeft";
import { useMediaQuery } from "@/app/_ui/useMediaQuery";
import { ActionBar } from "./ActionBar";
import { CardPlace } from "./CardPlace";
import type { LayoutProps } from "./layoutProps";
import { NewestMoment } from "./NewestMoment";
import { PanelBody } from "./PanelBody";
import { PanelBodies, PanelTabList } from "./PanelTabs";
import { PlaceChip } from "./PlaceChip";
import { RunBar, RunBeam, RunCoach, RunGoal, RunPack } from "./RunHead";
import { ScreenButtons } from "./ScreenButtons";
import { SessionDetails } from "./SessionDetails";
import { useMapBelow } from "./useMapBelow";
import { useRun } from "./useRun";

/** A phone: the canvas is the screen, the thumbs have the lower half, panels come up as a sheet. */
export function NarrowLayout(props: LayoutProps) {
  const { game, shown, panel: open, onPanel, onOpenGate, onOpenSettings, messages, person, card } = props;
  const isOut = useRun() !== undefined;
  const [isFolded, setIsFolded] = useState(true);
  // A phone in landscape: what teaches stands beside the goal, and not above the pad.
  const isShort = useMediaQuery("(max-height: 30rem)");
  const head = useMapBelow();
  const session = (
    <div className="grid gap-5">
      {/* The bar of an expedition has the place of the hour's clock. */}
      <SessionPanel showTime={isOut} isOut={isOut} />
      <SessionDetails />
    </div>
  );
  return (
    <Tabs.Root
      value={open}
      onValueChange={onPanel}
      className="@container pointer-events-none absolute inset-0 flex flex-col justify-between"
    >
      <RunBeam />
      {/* What speaks may be more than there is room for: then it lies over the island, and nothing is pushed off the screen. */}
      <header className="relative grid min-h-0 shrink grid-cols-[minmax(0,1fr)] gap-[min(0.5rem,10px)] p-[min(0.75rem,14px)] pt-[max(min(0.75rem,14px),env(safe-area-inset-top))]">
        <div ref={head} className="grid grid-cols-[minmax(0,1fr)] gap-[min(0.5rem,10px)]">
          {isOut ? (
            <>
              <RunBar folding={{ isFolded, toggle: () => setIsFolded(!isFolded) }} />
              <div className="flex items-start justify-between gap-2">
                <div className="flex min-w-0 items-start gap-2">
                  <RunGoal isFolded={isFolded} />
                  {isShort && open === null && <RunCoach touch />}
                </div>
                <div className="flex shrink-0 gap-2">
                  <ScreenButtons onOpenSettings={onOpenSettings} />
                </div>
              </div>
            </>
          ) : (
            <IdleHead onOpenSettings={onOpenSettings} />
          )}
        </div>
        {/* In the place of what teaches, so that the middle of the screen, where the player is, stays free. */}
        {person && <div className="mr-[min(8rem,32vw)] max-w-sm short:max-w-60">{person}</div>}
        {open === null && !person && (
          <div className="relative">
            {/* Beside the map, which has the right-hand corner. */}
            <div className="mr-[min(8rem,32vw)] grid max-w-sm gap-2 short:max-w-lg">
              {!(isShort && isOut) && <RunCoach touch />}
              {isOut && <PlaceChip isBrief />}
            </div>
            <div className="absolute inset-x-0 top-0 z-10">
              <NewestMoment />
            </div>
          </div>
        )}
        {messages}
      </header>
      {open === null && (
        <div className="flex min-h-0 grow flex-col px-[min(0.75rem,14px)]">
          <CardPlace card={card} />
        </div>
      )}
      <div className="relative flex shrink-0 flex-col">
        {open === null && (
          <div className="p-[min(1rem,20px)]">
            <ActionBar game={game} onOpenGate={onOpenGate} pad />
          </div>
        )}
        <div className="panel pointer-events-auto rounded-b-none border-b-0 pb-[env(safe-area-inset-bottom)]">
          <PanelBodies
            shown={shown}
            draw={(id) => <PanelBody id={id} session={session} />}
            className="scroll-quiet h-[min(45dvh,30rem)] animate-rise overflow-y-auto border-b border-sand-200/12 p-4"
          />
          {open === null && <RunPack isSlim className="pt-2 short:hidden @max-[17rem]:hidden" />}
          <div className="p-[min(0.375rem,8px)]">
            <PanelTabList shown={shown} onPress={(id) => open === id && onPanel(null)} />
          </div>
        </div>
      </div>
    </Tabs.Root>
  );
}

/** The first row while no expedition runs. */
function IdleHead({ onOpenSettings }: Pick<LayoutProps, "onOpenSettings">) {
  const isTimed = useBridgeSnapshot().phase === "playing";
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <div className="panel pointer-events-auto rounded-2xl px-[min(0.75rem,16px)] py-[min(0.5rem,10px)]">
        {isTimed ? (
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
  );
}
