"use client";

import { RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import { type CommandName, commands, defaultKeys, nameKey, rebind } from "@/app/_settings/keys";
import { changeSettings, useSettings } from "@/app/_settings/useSettings";
import { Button } from "@/app/_ui/Button";

/** Every command with its keys. A press on a row waits for the next key; Escape leaves it as it was. */
export function KeyList() {
  const { keys } = useSettings();
  const [waiting, setWaiting] = useState<CommandName>();
  const [note, setNote] = useState("");

  useEffect(() => {
    if (!waiting) return;
    // Before the dialog and the focused button get it.
    const onKey = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      setWaiting(undefined);
      if (event.code === "Escape") return setNote("Nothing changed.");
      const result = rebind(keys, waiting, event.code);
      if (!result.ok) return setNote(result.why);
      changeSettings({ keys: toMutable(result.keys) });
      const label = commands.find(({ id }) => id === waiting)?.label ?? waiting;
      setNote(`“${label}” is now ${nameKey(event.code)}. ${result.note ?? ""}`);
    };
    addEventListener("keydown", onKey, { capture: true });
    return () => removeEventListener("keydown", onKey, { capture: true });
  }, [waiting, keys]);

  return (
    <section aria-labelledby="settings-keys" className="grid gap-2">
      <div className="flex items-center justify-between gap-3">
        <h3 id="settings-keys" className="text-lg font-semibold text-sand-50">
          Keys
        </h3>
        <Button
          look="quiet"
          size="small"
          data-testid="reset-keys"
          icon={<RotateCcw aria-hidden className="size-4" />}
          onClick={() => {
            setWaiting(undefined);
            changeSettings({ keys: toMutable(defaultKeys) });
            setNote("All keys are reset.");
          }}
        >
          Reset
        </Button>
      </div>
      <p role="status" data-testid="keys-note" className="min-h-5 text-sm text-sand-200">
        {waiting ? "Press the new key, or Escape to cancel." : note}
      </p>
      <ul className="grid gap-1.5 sm:grid-cols-2">
        {commands.map(({ id, label }) => (
          <li key={id}>
            <button
              type="button"
              data-testid={`key-${id}`}
              aria-pressed={waiting === id}
              onClick={() => setWaiting(waiting === id ? undefined : id)}
              onBlur={() => setWaiting(undefined)}
              className="row flex min-h-11 w-full items-center justify-between gap-3 px-3.5 py-1.5 text-left hover:border-sand-200/50 aria-pressed:border-sand-300"
            >
              <span className="text-sand-100">{label}</span>
              <span className="flex gap-1.5">
                {waiting === id ? (
                  <kbd className="font-sans text-sm text-sand-300">press a key…</kbd>
                ) : (
                  keys[id].map((code) => (
                    <kbd
                      key={code}
                      className="min-w-7 rounded-md border border-sand-200/30 bg-night-700/70 px-1.5 py-0.5 text-center font-sans text-sm text-sand-50"
                    >
                      {nameKey(code)}
                    </kbd>
                  ))
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="text-sm text-mist">
        You can also use a game controller: walk with the stick or D-pad, gather with A, change panels with the shoulder
        buttons, show the map with Select, and switch the sound with Start.
      </p>
    </section>
  );
}

/** What is stored is a plain record; the game takes a readonly one. */
function toMutable(keys: typeof defaultKeys): Record<CommandName, string[]> {
  const copy = Object.entries(keys).map(([command, codes]) => [command, [...codes]]);
  return Object.fromEntries(copy) as Record<CommandName, string[]>;
}
