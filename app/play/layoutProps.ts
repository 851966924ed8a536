import type { RefObject } from "react";
import type { GameHandle } from "@/game/ports";

export type LayoutProps = {
  game: RefObject<GameHandle | undefined>;
  onOpenGate: () => void;
  onRenew: () => void;
};
