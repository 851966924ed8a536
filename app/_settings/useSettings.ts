"use client";

import { useSyncExternalStore } from "react";
import type { Settings } from "./schema";
import { createSettingsStore, SETTINGS_KEY, type SettingsStore } from "./store";

let store: SettingsStore | undefined;

/** The one store of this page. In the browser only: what the server renders knows no choices. */
export function readSettingsStore(): SettingsStore {
  store ??= createSettingsStore(openStorage());
  return store;
}

function openStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

const serverSettings = createSettingsStore(undefined).get();

function subscribe(listener: () => void): () => void {
  const opened = readSettingsStore();
  const onStorage = ({ key }: StorageEvent) => key === SETTINGS_KEY && opened.reread();
  const undo = opened.subscribe(listener);
  addEventListener("storage", onStorage);
  return () => {
    undo();
    removeEventListener("storage", onStorage);
  };
}

export function useSettings(): Settings {
  return useSyncExternalStore(
    subscribe,
    () => readSettingsStore().get(),
    () => serverSettings,
  );
}

/** Changes and remembers. */
export function changeSettings(part: Partial<Settings>): void {
  readSettingsStore().change(part);
}
