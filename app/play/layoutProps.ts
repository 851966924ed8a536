import type { ReactNode, RefObject } from "react";
import type { GameHandle } from "@/game/ports";

export type LayoutProps = {
  game: RefObject<GameHandle | undefined>;
  onOpenGate: () => void;
  /** Empty while a dialog is open: the dialog says it then. */
  messages: ReactNode;
};
