"use client";

import { Hand, Play } from "lucide-react";
import { Fragment } from "react";
import { useBridgeSnapshot, useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { useReach, useRefuse } from "@/app/_bridge/hud";
import { ActionButtons } from "@/app/_panels/hud/ActionButtons";
import { TouchPad } from "@/app/_panels/hud/TouchPad";
import { nameKey } from "@/app/_settings/keys";
import { useSettings } from "@/app/_settings/useSettings";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";
import { keyedActions } from "@/game/rules/keyedActions";
import type { LayoutProps } from "./layoutProps";

type Props = Pick<LayoutProps, "game" | "onOpenGate"> & {
  /** Shows the D-pad, for thumbs. */
  pad?: boolean;
  /** Names the keys, for keyboards. */
  hint?: boolean;
};

/** Walk and gather, or the way back to the gate that was closed to look around. */
export function ActionBar({ game, onOpenGate, pad = false, hint = false }: Props) {
  const { playable } = useGameSnapshot();
  const { phase } = useBridgeSnapshot();
  const reach = useReach();
  const refuse = useRefuse();
  const { keys } = useSettings();

  if (!playable && phase !== "playing") {
    return (
      <div className="pointer-events-auto flex justify-center">
        <Button
          data-testid="open-gate"
          size="large"
          busy={phase === "loading"}
          icon={<Play aria-hidden className="size-5" />}
          onClick={onOpenGate}
        >
          {phase === "ended" ? "Play another hour" : "Play"}
        </Button>
      </div>
    );
  }
  return (
    <div className={cx("flex items-end gap-4", pad ? "w-full justify-between" : "justify-center")}>
      {pad && (
        <div className="pointer-events-auto">
          <TouchPad game={game} disabled={!playable} />
        </div>
      )}
      {hint && (
        <p className="panel rounded-2xl px-4 py-3 text-sm text-mist">
          {(["north", "west", "south", "east"] as const).map((way) => (
            <Fragment key={way}>
              <Key>{nameKey(keys[way][0] ?? "")}</Key>{" "}
            </Fragment>
          ))}
          or click to walk
          {keyedActions.map(({ name, verb }) => (
            <Fragment key={name}>
              , <Key>{nameKey(keys[name][0] ?? "")}</Key> to {verb.toLowerCase()}
            </Fragment>
          ))}
        </p>
      )}
      <ActionButtons panel="bar" large disabled={!playable} />
      <Button
        data-testid="gather"
        data-tile={reach.tile}
        look={reach.whyNot ? "quiet" : "primary"}
        size="large"
        disabled={!playable}
        aria-describedby="gather-why"
        className={cx(
          "pointer-events-auto shadow-lg",
          reach.whyNot && "bg-night-900/90",
          // Large letters make it taller, never wider than a thumb's half of the screen.
          pad && "min-h-[min(6rem,100px)] w-[min(6rem,30vw)] flex-col gap-1 rounded-[min(3rem,50px)] px-2 py-2 text-sm",
        )}
        icon={<Hand aria-hidden className="size-[min(1.5rem,28px)]" />}
        onClick={() => (reach.whyNot ? refuse(reach.whyNot) : game.current?.act("gather"))}
      >
        {reach.material ? `Gather ${reach.material}` : "Gather"}
      </Button>
      <span id="gather-why" className="sr-only">
        {reach.whyNot}
      </span>
    </div>
  );
}

function Key({ children }: { children: string }) {
  return (
    <kbd className="rounded-md border border-sand-200/30 bg-night-700/70 px-1.5 py-0.5 font-sans text-xs text-sand-100">
      {children}
    </kbd>
  );
}
