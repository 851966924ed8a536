import { Backpack, Hammer, Handshake, Hourglass, type LucideIcon, ScrollText, Store, Tent } from "lucide-react";

export const panels = [
  { id: "bag", label: "Bag", Icon: Backpack },
  { id: "craft", label: "Craft", Icon: Hammer },
  { id: "quests", label: "Quests", Icon: ScrollText },
  { id: "trader", label: "Trader", Icon: Store },
  { id: "bazaar", label: "Bazaar", Icon: Handshake },
  { id: "camp", label: "Camp", Icon: Tent },
  { id: "session", label: "Session", Icon: Hourglass },
] as const satisfies readonly { id: string; label: string; Icon: LucideIcon }[];

export type PanelId = (typeof panels)[number]["id"];

/**
 * The panel beside the open one, for keys and shoulder buttons.
 * @param canClose Where panels lie over the island, all of them closed is one more place on the way round.
 */
export function stepPanel(open: PanelId | null, step: 1 | -1, canClose: boolean): PanelId | null {
  const ring: readonly (PanelId | null)[] = [...(canClose ? [null] : []), ...panels.map(({ id }) => id)];
  const at = ring.indexOf(open);
  return ring[(at + step + ring.length) % ring.length] ?? null;
}
