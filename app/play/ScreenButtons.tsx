"use client";

import { Map as MapIcon, Settings } from "lucide-react";
import { changeSettings, useSettings } from "@/app/_settings/useSettings";
import { cx } from "@/app/_ui/cx";
import { keepFocus } from "@/app/_ui/keepFocus";

const look =
  "panel pointer-events-auto grid size-[min(2.75rem,48px)] shrink-0 place-items-center rounded-2xl text-sand-200 hover:bg-night-800 hover:text-sand-50";

/** What belongs to the screen and not to the game: the map on or off, and the settings. */
export function ScreenButtons({ onOpenSettings }: { onOpenSettings: () => void }) {
  const { minimap } = useSettings();
  return (
    <>
      <button
        type="button"
        data-testid="toggle-minimap"
        aria-label="Map"
        aria-pressed={minimap}
        title="Map"
        onMouseDown={keepFocus}
        onClick={() => changeSettings({ minimap: !minimap })}
        className={cx(look, "max-sm:hidden short:grid", minimap && "border-sand-300/70")}
      >
        <MapIcon aria-hidden className="size-[min(1.25rem,24px)]" />
      </button>
      <button
        type="button"
        data-testid="open-settings"
        aria-label="Settings"
        title="Settings"
        onMouseDown={keepFocus}
        onClick={onOpenSettings}
        className={look}
      >
        <Settings aria-hidden className="size-[min(1.25rem,24px)]" />
      </button>
    </>
  );
}
