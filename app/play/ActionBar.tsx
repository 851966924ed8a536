"use client";

import { Play } from "lucide-react";
import { Fragment } from "react";
import { useBridgeSnapshot, useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { text } from "@/app/_panels/expedition/text";
import { nameKey } from "@/app/_settings/keys";
import { useSettings } from "@/app/_settings/useSettings";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";
import { GatherButton, QuickButtons } from "./GatherButton";
import type { LayoutProps } from "./layoutProps";
import { RunPack } from "./RunHead";
import { TouchPad } from "./TouchPad";
import { useRun } from "./useRun";

type Props = Pick<LayoutProps, "game" | "onOpenGate"> & {
  /** Shows the D-pad, for thumbs. */
  pad?: boolean;
  /** Names the keys, for keyboards. */
  hint?: boolean;
  /** Shows what is carried. */
  pack?: boolean;
};

/** Walk and gather, or the way back to the gate that was closed to look around. Nothing between two expeditions. */
export function ActionBar({ game, onOpenGate, pad = false, hint = false, pack = false }: Props) {
  const { playable } = useGameSnapshot();
  const { phase } = useBridgeSnapshot();
  const run = useRun();

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
  if (!run) return null;
  return (
    <div className={cx("relative flex items-end gap-4", pad ? "w-full justify-between" : "flex-wrap justify-center")}>
      {pad && (
        <div className="pointer-events-auto">
          <TouchPad game={game} disabled={!playable} />
        </div>
      )}
      {pack && <RunPack className="max-w-80" />}
      {hint && <KeyHint />}
      <div className={cx("flex gap-3", pad ? "flex-col items-end" : "items-end")}>
        <QuickButtons run={run} isDisabled={!playable} />
        <GatherButton run={run} game={game} isDisabled={!playable} isRound={pad} />
      </div>
    </div>
  );
}

const ways = ["north", "west", "south", "east"] as const;
const deeds = ["gather", "bank", "claim"] as const;

function KeyHint() {
  const { keys } = useSettings();
  return (
    <p data-testid="key-hint" className="panel rounded-2xl px-4 py-3 text-sm text-mist">
      {ways.map((way) => (
        <Fragment key={way}>
          <Key control={way} code={keys[way][0]} />{" "}
        </Fragment>
      ))}
      {text.keys.walk}
      {deeds.map((deed) => (
        <Fragment key={deed}>
          , <Key control={deed} code={keys[deed][0]} /> {text.keys[deed]}
        </Fragment>
      ))}
    </p>
  );
}

function Key({ control, code = "" }: { control: string; code: string | undefined }) {
  return (
    <kbd
      data-control={control}
      data-code={code}
      className="rounded-md border border-sand-200/30 bg-night-700/70 px-1.5 py-0.5 font-sans text-xs text-sand-100"
    >
      {nameKey(code)}
    </kbd>
  );
}
