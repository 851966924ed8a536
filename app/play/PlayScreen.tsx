"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { LiveMirror } from "@/app/_panels/LiveMirror";
import { useEndNotice } from "@/app/_panels/session/useEndNotice";
import { SettingsDialog } from "@/app/_panels/settings/SettingsDialog";
import { changeSettings, useSettings } from "@/app/_settings/useSettings";
import { useEscape } from "@/app/_ui/useEscape";
import { useMediaQuery } from "@/app/_ui/useMediaQuery";
import type { GameHandle, PageCommand } from "@/game/ports";
import { Gates } from "./Gates";
import { Messages } from "./Messages";
import { NarrowLayout } from "./NarrowLayout";
import { OwnerGate } from "./OwnerGate";
import { PageSounds } from "./PageSounds";
import { type PanelId, stepPanel } from "./panels";
import { useGate } from "./useGate";
import { WideLayout } from "./WideLayout";

const GameCanvas = dynamic(() => import("./GameCanvas").catch(() => import("./CanvasMissing")), { ssr: false });

/** Canvas below, panels above. Only one of the two layouts is in the page, so every control exists once. */
export function PlayScreen() {
  const game = useRef<GameHandle>(undefined);
  useEscape();
  useEndNotice();
  const gate = useGate();
  const wide = useMediaQuery("(min-width: 60rem)");
  const [panel, setPanel] = useState<PanelId | null>(null);
  const [isSetting, setIsSetting] = useState(false);
  const { minimap, muted, motion } = useSettings();
  const open = panel ?? (wide ? "bag" : null);

  useEffect(() => {
    // Read by the style sheet, which asks the device by itself.
    document.documentElement.dataset.motion = motion;
    return () => {
      delete document.documentElement.dataset.motion;
    };
  }, [motion]);

  function onCommand(command: PageCommand) {
    switch (command) {
      case "previousPanel":
        return setPanel(stepPanel(open, -1, !wide));
      case "nextPanel":
        return setPanel(stepPanel(open, 1, !wide));
      case "minimap":
        return changeSettings({ minimap: !minimap });
      case "mute":
        return changeSettings({ muted: !muted });
    }
  }

  const Layout = wide ? WideLayout : NarrowLayout;
  return (
    <main className="fixed inset-0 overflow-hidden bg-night-950">
      <h1 className="sr-only">Hourglass, the island</h1>
      <div className={wide ? "absolute inset-y-0 left-0 right-[25rem]" : "absolute inset-0"}>
        <GameCanvas handle={game} onCommand={onCommand} />
      </div>
      <Layout
        game={game}
        panel={open}
        onPanel={setPanel}
        onOpenGate={gate.reopen}
        onOpenSettings={() => setIsSetting(true)}
        messages={gate.shown ? null : <Messages onRenew={gate.askRenew} />}
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
