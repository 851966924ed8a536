import type { ReactNode, RefObject } from "react";
import type { GameHandle } from "@/game/ports";
import type { PanelId } from "./panels";

export type LayoutProps = {
  game: RefObject<GameHandle | undefined>;
  /** The open panel; null where all are closed. */
  panel: PanelId | null;
  onPanel: (panel: PanelId | null) => void;
  onOpenGate: () => void;
  onOpenSettings: () => void;
  /** Empty while a dialog is open: the dialog says it then. */
  messages: ReactNode;
};
