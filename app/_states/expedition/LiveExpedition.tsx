"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { viewSummary } from "@/app/_bridge/expedition/history";
import { createLiveExpedition, type Live } from "@/app/_bridge/expedition/liveExpedition";
import { startTools } from "@/app/_bridge/expedition/names";
import type { Plan } from "@/app/_bridge/expedition/views";
import { RunSummary } from "@/app/_panels/expedition/RunSummary";
import { StartCard } from "@/app/_panels/expedition/StartCard";
import { cx } from "@/app/_ui/cx";
import { loadPart } from "@/app/_ui/loadPart";
import type { GameHandle } from "@/game/ports";
import { keyedActions } from "@/game/rules/next/keyedActions";
import { priceLoad } from "@/game/rules/next/load";
import { lengths } from "@/game/rules/next/numbers";
import { Playing } from "./Playing";
import { RouteMap } from "./RouteMap";

const GameCanvas = loadPart(() => import("@/app/play/GameCanvas").then((module) => module.default));

const SEED = 7;
const preset: Plan = { mode: "practice", length: "dash", calling: "delver", tool: "lantern", purse: 2, start: "camp" };
const lengthIds = { dash: 1, walk: 2, voyage: 3 } as const;
const callingIds = { forager: 1, delver: 2, courier: 3 } as const;
const places = ["camp", "north", "east", "south", "west"] as const;

/** The second edition, played for practice on this machine alone. */
export function LiveExpedition() {
  const [live, setLive] = useState<ReturnType<typeof createLiveExpedition>>();
  useEffect(() => {
    const made = createLiveExpedition(SEED);
    setLive(made);
    return () => made.dispose();
  }, []);
  return live && <Screen live={live} />;
}

function Screen({ live }: { live: ReturnType<typeof createLiveExpedition> }) {
  const game = useRef<GameHandle>(undefined);
  const { moment, history, newest } = useSyncExternalStore(live.subscribe, live.get, live.get);
  const [plan, setPlan] = useState(preset);
  const [isChoosing, setIsChoosing] = useState(false);

  useEffect(() => {
    // The settings know the keys of today's actions; these are played until they do.
    const onKey = ({ code, target }: KeyboardEvent) => {
      if (target instanceof Element && target.closest("input, [role=dialog]")) return;
      const keyed = keyedActions.find(({ keys }) => keys.some((each) => each === code));
      if (keyed && keyed.name !== "gather") game.current?.act(keyed.name);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  const setOut = () => {
    setIsChoosing(false);
    live.setOut({
      ...{ mode: 1, length: lengthIds[plan.length], calling: callingIds[plan.calling], purse: plan.purse },
      ...{ tool: startTools.indexOf(plan.tool), start: toPlace(plan.start), of: SEED },
    });
  };
  return (
    <main className="fixed inset-0 overflow-hidden bg-night-950" data-testid="live-expedition">
      <h1 className="sr-only">Hourglass, an expedition in practice</h1>
      <div className={cx("absolute inset-0", moment && "min-[60rem]:right-[25rem]")}>
        <GameCanvas handle={game} onCommand={() => {}} port={live.port} />
      </div>
      {moment && <Playing {...{ moment, newest }} onPlay={live.play} onGather={() => game.current?.act("gather")} />}
      {!moment && (
        <div className="absolute inset-0 grid items-center overflow-y-auto p-3">
          <div className="mx-auto w-full max-w-3xl">
            {history && !isChoosing ? (
              <RunSummary
                view={viewSummary(history, lostOf(newest))}
                route={<RouteMap way={history.way} isHome={history.home !== undefined} />}
                onAgain={() => setIsChoosing(true)}
                onShare={(strip) => void navigator.clipboard?.writeText(strip)}
              />
            ) : (
              <StartCard
                view={{
                  ...{ plan, keyTooShort: {}, playedToday: undefined, seed: String(SEED), room: "none", isBusy: false },
                  purses: lengths[lengthIds[plan.length] - 1]?.purse ?? [0, 0, 0],
                }}
                onPlan={(next) => setPlan({ ...next, mode: "practice" })}
                onSeed={() => {}}
                onRoom={() => {}}
                onSetOut={setOut}
              />
            )}
          </div>
        </div>
      )}
    </main>
  );
}

function toPlace(start: Plan["start"]): 0 | 1 | 2 | 3 | 4 {
  const found = ([0, 1, 2, 3, 4] as const).find((place) => places[place] === start);
  return found ?? 0;
}

/** What was still carried when the last grain fell. */
function lostOf(newest: Live["newest"]) {
  const player = newest?.after.world.players[newest.after.self];
  if (!player?.run) return undefined;
  return { load: priceLoad(player.run, player.pack, 2, 0), relics: player.pack.layers };
}
