import { parseSettings, type Settings } from "./schema";

export const SETTINGS_KEY = "hourglass-settings";

export type SettingsStore = {
  get: () => Settings;
  /** Remembers, and tells who listens. */
  change: (part: Partial<Settings>) => void;
  /** Returns its own undo. */
  subscribe: (listener: () => void) => () => void;
  /** Another tab changed something. */
  reread: () => void;
};

/**
 * Creates the store.
 * @param storage Undefined where the browser refuses one: choices then last as long as the page.
 */
export function createSettingsStore(storage: Pick<Storage, "getItem" | "setItem"> | undefined): SettingsStore {
  const listeners = new Set<() => void>();
  const read = () => {
    try {
      return parseSettings(storage?.getItem(SETTINGS_KEY));
    } catch {
      return parseSettings(undefined);
    }
  };
  let settings = read();
  const show = (next: Settings) => {
    settings = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => settings,
    change: (part) => {
      const next = { ...settings, ...part };
      try {
        storage?.setItem(SETTINGS_KEY, JSON.stringify(next));
      } catch {
        // Refused or full: the choice lasts as long as the page.
      }
      show(next);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reread: () => show(read()),
  };
}
