"use client";

import { Tabs } from "@base-ui/react/tabs";
import Link from "next/link";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { SessionPanel } from "@/app/_panels/session/SessionPanel";
import { Logo } from "@/app/_ui/Logo";
import { useMediaQuery } from "@/app/_ui/useMediaQuery";
import { ActionBar } from "./ActionBar";
import { CardPlace } from "./CardPlace";
import type { LayoutProps } from "./layoutProps";
import { NewestMoment } from "./NewestMoment";
import { PanelBody } from "./PanelBody";
import { PanelBodies, PanelTabList } from "./PanelTabs";
import { PlaceChip } from "./PlaceChip";
import { RunBar, RunBeam, RunCoach, RunGoal } from "./RunHead";
import { ScreenButtons } from "./ScreenButtons";
import { SessionDetails } from "./SessionDetails";
import { useMapBelow } from "./useMapBelow";
import { useRun } from "./useRun";

/** Canvas with a side panel: the session always in sight, the rest in tabs below it. */
export function WideLayout({
  game,
  shown,
  panel,
  onPanel,
  onOpenGate,
  onOpenSettings,
  messages,
  person,
  card,
}: LayoutProps) {
  const { phase } = useBridgeSnapshot();
  const isOut = useRun() !== undefined;
  const coarse = useMediaQuery("(pointer: coarse)");
  const head = useMapBelow();
  return (
    <>
      <div className="pointer-events-none absolute inset-y-0 right-[25rem] left-0 flex flex-col gap-3 p-5">
        <RunBeam />
        <div ref={head} className="relative flex items-start justify-between gap-4">
          {isOut ? (
            <div className="min-w-0 grow">
              <RunBar />
            </div>
          ) : (
            <Link href="/" className="panel pointer-events-auto rounded-2xl px-3.5 py-2.5">
              <Logo />
            </Link>
          )}
          <div className="flex items-center gap-2">
            {!isOut && <PlaceChip />}
            <ScreenButtons onOpenSettings={onOpenSettings} />
          </div>
        </div>
        <div className="relative grid min-h-0 shrink gap-2 pr-36">
          {isOut && (
            <div className="flex flex-wrap items-center gap-2">
              <RunGoal />
              <PlaceChip />
            </div>
          )}
          <div className="w-full max-w-sm">
            <RunCoach touch={coarse} />
          </div>
          {person && <div className="w-full max-w-sm">{person}</div>}
          {messages}
          <div className="relative">
            <div className="absolute inset-x-0 top-0 z-10">
              <NewestMoment />
            </div>
          </div>
        </div>
        <CardPlace card={card} />
        <ActionBar game={game} onOpenGate={onOpenGate} pad={coarse} hint={!coarse} pack />
      </div>
      <aside
        aria-label="Game panels"
        className="absolute inset-y-0 right-0 flex w-[25rem] flex-col border-l border-sand-200/15 bg-night-900"
      >
        <div className="border-b border-sand-200/12 bg-linear-to-b from-night-800 to-night-900 p-5">
          <SessionPanel showTime={phase === "playing" || phase === "ended"} isOut={isOut} />
        </div>
        <Tabs.Root value={panel} onValueChange={onPanel} className="flex min-h-0 grow flex-col">
          <div className="px-3 pt-3">
            <PanelTabList shown={shown} />
          </div>
          <PanelBodies
            shown={shown}
            draw={(id) => <PanelBody id={id} session={<SessionDetails />} />}
            className="scroll-quiet min-h-0 grow overflow-y-auto p-4"
          />
        </Tabs.Root>
      </aside>
    </>
  );
}
