"use client";

import { Volume2, VolumeX } from "lucide-react";
import { lessons } from "@/app/_settings/schema";
import { changeSettings, useSettings } from "@/app/_settings/useSettings";
import { Button } from "@/app/_ui/Button";
import { KeyList } from "./KeyList";
import { Switch } from "./Switch";
import { SystemNotices } from "./SystemNotices";

type Props = {
  /** Lets the player hear how loud it is. */
  onTry: () => void;
};

/** All that a player can choose. Everything takes effect at once and is remembered in this browser. */
export function SettingsForm({ onTry }: Props) {
  const { muted, volume, motion, minimap, coach, lessonsDone } = useSettings();
  const percent = Math.round(volume * 100);
  const canTeach = !coach && lessonsDone.length < lessons.length;
  return (
    <div className="grid gap-5">
      <section aria-labelledby="settings-sound" className="grid gap-2">
        <h3 id="settings-sound" className="text-lg font-semibold text-sand-50">
          Sound
        </h3>
        <Switch
          label="Sound"
          hint="Steps, tools, the sea, the wind and the fire"
          testId="setting-sound"
          checked={!muted}
          onChange={(on) => changeSettings({ muted: !on })}
        />
        <label className="row flex min-h-12 items-center gap-3 px-3.5 py-2">
          {muted ? (
            <VolumeX aria-hidden className="size-5 shrink-0 text-mist" />
          ) : (
            <Volume2 aria-hidden className="size-5 shrink-0 text-sand-300" />
          )}
          <span className="font-semibold text-sand-50">Volume</span>
          <input
            type="range"
            min={0}
            max={100}
            step={5}
            value={percent}
            disabled={muted}
            data-testid="setting-volume"
            aria-valuetext={`${percent} %`}
            onChange={(event) => changeSettings({ volume: event.target.valueAsNumber / 100 })}
            onPointerUp={onTry}
            onKeyUp={onTry}
            className="h-6 min-w-0 grow accent-sand-300 disabled:opacity-50"
          />
          <output className="w-12 text-right text-sm text-mist tabular-nums">{percent} %</output>
        </label>
      </section>
      <section aria-labelledby="settings-screen" className="grid gap-2">
        <h3 id="settings-screen" className="text-lg font-semibold text-sand-50">
          Screen
        </h3>
        <Switch
          label="Map"
          hint="The part of the island that you have seen"
          testId="setting-minimap"
          checked={minimap}
          onChange={(on) => changeSettings({ minimap: on })}
        />
        <Switch
          label="Less motion"
          hint="No wind, waves, clouds or gliding camera. A device that asks for less motion gets it anyway."
          testId="setting-motion"
          checked={motion === "less"}
          onChange={(on) => changeSettings({ motion: on ? "less" : "device" })}
        />
        {canTeach && (
          <div className="row flex min-h-12 items-center justify-between gap-3 px-3.5 py-2">
            <span className="font-semibold text-sand-50">First steps</span>
            <Button
              look="quiet"
              size="small"
              data-testid="setting-coach"
              onClick={() => changeSettings({ coach: true })}
            >
              Show them again
            </Button>
          </div>
        )}
      </section>
      <SystemNotices />
      <KeyList />
    </div>
  );
}
