import type { GameSettings } from "@/game/ports";
import { readSettingsStore } from "./useSettings";

const lessMotion = "(prefers-reduced-motion: reduce)";

/** The player's choices as the game takes them. Less motion when the device or the player asks for it. */
export function readGameSettings(): GameSettings {
  const { keys, minimap, muted, volume, motion } = readSettingsStore().get();
  return { keys, minimap, muted, volume, reducedMotion: motion === "less" || matchMedia(lessMotion).matches };
}

/** Tells when one of them changes. Returns its own undo. */
export function watchGameSettings(listener: () => void): () => void {
  const undo = readSettingsStore().subscribe(listener);
  const device = matchMedia(lessMotion);
  device.addEventListener("change", listener);
  return () => {
    undo();
    device.removeEventListener("change", listener);
  };
}
