import { Backpack, Hammer, Hourglass, type LucideIcon, ScrollText, Store, Tent } from "lucide-react";

export const panels = [
  { id: "bag", label: "Bag", Icon: Backpack },
  { id: "craft", label: "Craft", Icon: Hammer },
  { id: "quests", label: "Quests", Icon: ScrollText },
  { id: "trader", label: "Trader", Icon: Store },
  { id: "camp", label: "Camp", Icon: Tent },
  { id: "session", label: "Session", Icon: Hourglass },
] as const satisfies readonly { id: string; label: string; Icon: LucideIcon }[];

export type PanelId = (typeof panels)[number]["id"];
