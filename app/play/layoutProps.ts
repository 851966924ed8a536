import type { ReactNode, RefObject } from "react";
import type { GameHandle } from "@/game/ports";
import type { PanelId } from "./panels";

export type LayoutProps = {
  game: RefObject<GameHandle | undefined>;
  /** The panels that there are now. */
  shown: readonly PanelId[];
  /** The open panel; null where all are closed. */
  panel: PanelId | null;
  onPanel: (panel: PanelId | null) => void;
  onOpenGate: () => void;
  onOpenSettings: () => void;
  /** Empty while a dialog is open: the dialog says it then. */
  messages: ReactNode;
  /** The card of another player; undefined: none is open. */
  person: ReactNode;
  /** Stands over the island between two expeditions: the card that sets out, or what the last one came to. */
  card: ReactNode;
};
