"use client";

import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, type LucideIcon } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { cx } from "@/app/_ui/cx";
import { keepFocus } from "@/app/_ui/keepFocus";
import type { GameHandle } from "@/game/ports";

type Direction = Parameters<GameHandle["step"]>[0];

const arrows: readonly { direction: Direction; Icon: LucideIcon; area: string }[] = [
  { direction: "north", Icon: ChevronUp, area: "col-start-2 row-start-1" },
  { direction: "west", Icon: ChevronLeft, area: "col-start-1 row-start-2" },
  { direction: "east", Icon: ChevronRight, area: "col-start-3 row-start-2" },
  { direction: "south", Icon: ChevronDown, area: "col-start-2 row-start-3" },
];

const repeatMs = 190;

/** Hold to keep walking. One press is one step, also for those who press with a switch or a keyboard. */
export function TouchPad({ game, disabled }: { game: RefObject<GameHandle | undefined>; disabled: boolean }) {
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  const stop = () => clearInterval(timer.current);
  useEffect(() => () => clearInterval(timer.current), []);

  function start(direction: Direction) {
    stop();
    game.current?.step(direction);
    timer.current = setInterval(() => game.current?.step(direction), repeatMs);
  }

  return (
    <fieldset className="grid touch-none grid-cols-3 grid-rows-3" aria-label="Walk">
      {arrows.map(({ direction, Icon, area }) => (
        <button
          key={direction}
          type="button"
          data-testid={`step-${direction}`}
          data-control={direction}
          aria-label={`Walk ${direction}`}
          disabled={disabled}
          // A press by pointer starts on the way down; `detail` is 0 only for presses that come from a keyboard.
          onMouseDown={keepFocus}
          onPointerDown={() => start(direction)}
          onPointerUp={stop}
          onPointerLeave={stop}
          onPointerCancel={stop}
          onContextMenu={(event) => event.preventDefault()}
          onClick={({ detail }) => detail === 0 && game.current?.step(direction)}
          className={cx(
            area,
            "grid size-[min(3.5rem,15vw,60px)] select-none place-items-center rounded-2xl border border-sand-200/25 bg-night-900/85 text-sand-100 shadow-lg active:bg-sand-300 active:text-night-950 disabled:opacity-50",
          )}
        >
          <Icon aria-hidden className="size-[min(1.75rem,32px)]" />
        </button>
      ))}
    </fieldset>
  );
}
