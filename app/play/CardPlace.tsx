import type { ReactNode } from "react";
import { text } from "@/app/_panels/expedition/text";
import { Scroller } from "@/app/_ui/Scroller";
import { RunDash } from "./RunHead";

/** The middle of the screen, between what stands above and below the island. */
export function CardPlace({ card }: { card: ReactNode }) {
  return (
    <div className="relative min-h-0 grow">
      {card ? (
        <Scroller label={text.card} className="scroll-quiet pointer-events-auto absolute inset-0 overflow-y-auto">
          {/* The card is as wide as what it says needs. */}
          <div className="grid min-h-full items-center">{card}</div>
        </Scroller>
      ) : (
        <RunDash />
      )}
    </div>
  );
}
