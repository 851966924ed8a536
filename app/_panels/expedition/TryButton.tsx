"use client";

import { type ReactNode, useId, useState } from "react";
import type { WhyNot } from "@/app/_bridge/expedition/views";
import { Button, type ButtonProps } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";
import looks from "./looks.module.css";
import { Refusal } from "./Refusal";
import { text } from "./text";

type Props = Omit<ButtonProps, "onClick"> & {
  whyNot: WhyNot | undefined;
  onDo: () => void;
  /** Stands beside the button; the reason comes below both. */
  beside?: ReactNode;
};

/** A button that can always be pressed: it does what it says, or says why not. A dead button teaches nothing. */
export function TryButton({ whyNot, onDo, beside, look = "primary", className, ...button }: Props) {
  const reasonId = useId();
  const [wasPressed, setWasPressed] = useState(false);
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        {beside && <div className={cx("flex items-center gap-3", looks.beside)}>{beside}</div>}
        <Button
          {...button}
          look={whyNot ? "quiet" : look}
          aria-disabled={whyNot !== undefined}
          aria-describedby={whyNot ? reasonId : undefined}
          className={cx("shrink-0 tabular-nums", whyNot && "opacity-70", className)}
          onClick={() => (whyNot ? setWasPressed(true) : onDo())}
        />
      </div>
      {whyNot && !wasPressed && (
        <span id={reasonId} hidden>
          {text.whyNot(whyNot)}
        </span>
      )}
      {whyNot && wasPressed && (
        <div className="mt-2 animate-rise">
          <Refusal id={reasonId} whyNot={whyNot} />
        </div>
      )}
    </>
  );
}
