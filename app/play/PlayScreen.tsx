"use client";

import dynamic from "next/dynamic";
import { useRef } from "react";
import { LiveMirror } from "@/app/_panels/LiveMirror";
import { useMediaQuery } from "@/app/_ui/useMediaQuery";
import type { GameHandle } from "@/game/ports";
import { Gates } from "./Gates";
import { Messages } from "./Messages";
import { NarrowLayout } from "./NarrowLayout";
import { useGate } from "./useGate";
import { WideLayout } from "./WideLayout";

const GameCanvas = dynamic(() => import("./GameCanvas"), { ssr: false });

/** Canvas below, panels above. Only one of the two layouts is in the page, so every control exists once. */
export function PlayScreen() {
  const game = useRef<GameHandle>(undefined);
  const gate = useGate();
  const wide = useMediaQuery("(min-width: 60rem)");
  const Layout = wide ? WideLayout : NarrowLayout;
  const messages = <Messages onRenew={gate.askRenew} />;
  return (
    <main className="fixed inset-0 overflow-hidden bg-night-950">
      <h1 className="sr-only">Hourglass, the island</h1>
      <div className={wide ? "absolute inset-y-0 left-0 right-[25rem]" : "absolute inset-0"}>
        <GameCanvas handle={game} />
      </div>
      <Layout game={game} onOpenGate={gate.reopen} messages={gate.shown ? null : messages} />
      <LiveMirror />
      <Gates gate={gate} messages={messages} />
    </main>
  );
}
