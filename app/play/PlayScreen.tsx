"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { LiveMirror } from "@/app/_panels/LiveMirror";
import { useEndNotice } from "@/app/_panels/session/useEndNotice";
import { SettingsDialog } from "@/app/_panels/settings/SettingsDialog";
import { changeSettings, useSettings } from "@/app/_settings/useSettings";
import { cx } from "@/app/_ui/cx";
import { loadPart } from "@/app/_ui/loadPart";
import { useEscape } from "@/app/_ui/useEscape";
import { useMediaQuery } from "@/app/_ui/useMediaQuery";
import type { GameHandle, PageCommand } from "@/game/ports";
import { Gates } from "./Gates";
import highlights from "./highlight.module.css";
import { Messages } from "./Messages";
import { NarrowLayout } from "./NarrowLayout";
import { OwnerGate } from "./OwnerGate";
import { PageSounds } from "./PageSounds";
import { listPanels, type PanelId, stepPanel } from "./panels";
import { proceed } from "./proceed";
import { useChoices } from "./useChoices";
import { useGate } from "./useGate";
import { useHighlight } from "./useHighlight";
import { usePerson } from "./usePerson";
import { RunProvider, useRun } from "./useRun";
import { WideLayout } from "./WideLayout";

const GameCanvas = dynamic(() => import("./GameCanvas").catch(() => import("./CanvasMissing")), { ssr: false });
const BetweenRuns = loadPart(() => import("./BetweenRuns").then((module) => module.BetweenRuns));

type Props = {
  /** Stands where the canvas would be. */
  picture?: ReactNode;
};

/** Canvas below, panels above. Only one of the two layouts is in the page, so every control exists once. */
export function PlayScreen(props: Props) {
  return (
    <RunProvider>
      <Screen {...props} />
    </RunProvider>
  );
}

function Screen({ picture }: Props) {
  const game = useRef<GameHandle>(undefined);
  useEscape();
  useEndNotice();
  useMotion();
  const gate = useGate();
  const wide = useMediaQuery("(min-width: 60rem)");
  const [isSetting, setIsSetting] = useState(false);
  const [choices, setChoices] = useChoices();
  const panels = usePanels(wide);
  const onCommand = useCommands(panels, !wide);
  const { phase } = useBridgeSnapshot();
  const hasCard = useRun() === undefined && phase === "playing";
  const highlight = useHighlight();
  const person = usePerson();
  const Layout = wide ? WideLayout : NarrowLayout;
  return (
    <main
      data-card={hasCard || undefined}
      data-highlight={highlight}
      className={cx("fixed inset-0 overflow-hidden bg-night-950", highlights.screen)}
    >
      <h1 className="sr-only">Hourglass, the island</h1>
      <div className={wide ? "absolute inset-y-0 left-0 right-[25rem]" : "absolute inset-0"}>
        {picture ?? <GameCanvas handle={game} onCommand={onCommand} onPerson={person.open} />}
      </div>
      {person.button}
      <Layout
        game={game}
        shown={panels.shown}
        panel={panels.open}
        onPanel={panels.setOpen}
        onOpenGate={gate.reopen}
        onOpenSettings={() => setIsSetting(true)}
        messages={gate.shown ? null : <Messages onRenew={gate.askRenew} />}
        person={person.card}
        card={hasCard && <BetweenRuns choices={choices} onChoose={setChoices} />}
      />
      <LiveMirror />
      <PageSounds game={game} />
      <Gates gate={gate} messages={<Messages />} />
      {!gate.shown && <OwnerGate />}
      <SettingsDialog
        open={isSetting && !gate.shown}
        onClose={() => setIsSetting(false)}
        onTry={() => game.current?.sound("hello")}
      />
    </main>
  );
}

type Panels = { shown: readonly PanelId[]; open: PanelId | null; setOpen: (panel: PanelId | null) => void };

/** Which panels there are, and which is open: what a camp offers stays behind at the camp. */
function usePanels(isWide: boolean): Panels {
  const run = useRun();
  const [chosen, setChosen] = useState<PanelId | null>(null);
  const shown = listPanels({ isOut: run !== undefined, isAtCamp: run?.bar.home.urgency === "here" });
  const isGone = chosen !== null && !shown.includes(chosen);
  // Else it would come up again by itself at the next camp.
  if (isGone) setChosen(null);
  const open = isGone ? null : chosen;
  const first = run ? "pack" : "session";
  return { shown, open: open ?? (isWide ? first : null), setOpen: setChosen };
}

function useCommands({ shown, open, setOpen }: Panels, canClose: boolean): (command: PageCommand) => void {
  const { minimap, muted } = useSettings();
  return (command) => {
    switch (command) {
      case "previousPanel":
        return setOpen(stepPanel(shown, open, -1, canClose));
      case "nextPanel":
        return setOpen(stepPanel(shown, open, 1, canClose));
      case "minimap":
        return changeSettings({ minimap: !minimap });
      case "mute":
        return changeSettings({ muted: !muted });
      case "proceed":
        return proceed();
    }
  };
}

/** Read by the style sheet, which asks the device by itself. */
function useMotion(): void {
  const { motion } = useSettings();
  useEffect(() => {
    document.documentElement.dataset.motion = motion;
    return () => {
      delete document.documentElement.dataset.motion;
    };
  }, [motion]);
}
