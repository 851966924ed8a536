import { MoveUp } from "lucide-react";
import type { Compass } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { degrees } from "./geometry";

/** Points to where something is. The words beside it say the same. */
export function Arrow({ toward, className }: { toward: Compass; className?: string }) {
  return (
    <MoveUp
      aria-hidden
      className={cx("size-[min(1rem,20px)] shrink-0", className)}
      style={{ transform: `rotate(${degrees[toward]}deg)` }}
    />
  );
}
