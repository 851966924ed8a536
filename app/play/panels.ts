import {
  Backpack,
  Hammer,
  Handshake,
  Hourglass,
  Landmark,
  type LucideIcon,
  MoonStar,
  ScrollText,
  Store,
} from "lucide-react";

export const panelIcons = {
  ...{ pack: Backpack, make: Hammer, errands: ScrollText, trade: Store, bank: Landmark, finish: MoonStar },
  ...{ bazaar: Handshake, session: Hourglass },
} as const satisfies Record<string, LucideIcon>;

export type PanelId = keyof typeof panelIcons;
/** Panels of an expedition. */
export type RunPanelId = Exclude<PanelId, "bazaar" | "session">;

const always = ["bazaar", "session"] as const;
const onTheRun = ["pack", "make", "errands"] as const;
const atACamp = ["trade", "bank", "finish"] as const;

/** Whether an expedition runs, and whether a camp is within reach. */
export type Whereabouts = { isOut: boolean; isAtCamp: boolean };

/** The panels in the order of their tabs: what a camp offers stands first where there is one. */
export function listPanels({ isOut, isAtCamp }: Whereabouts): readonly PanelId[] {
  if (!isOut) return always;
  return isAtCamp ? [...atACamp, ...onTheRun, ...always] : [...onTheRun, ...always];
}

/**
 * The panel beside the open one, for keys and shoulder buttons.
 * @param shown The panels that there are now.
 * @param canClose Where panels lie over the island, all of them closed is one more place on the way round.
 */
export function stepPanel(
  shown: readonly PanelId[],
  open: PanelId | null,
  step: 1 | -1,
  canClose: boolean,
): PanelId | null {
  const ring: readonly (PanelId | null)[] = [...(canClose ? [null] : []), ...shown];
  const at = ring.indexOf(open);
  return ring[(at + step + ring.length) % ring.length] ?? null;
}
