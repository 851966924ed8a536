import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { keepFocus } from "./keepFocus";
import { Spinner } from "./Spinner";

type Look = "primary" | "quiet" | "outline" | "danger";

const looks: Record<Look, string> = {
  primary:
    "bg-linear-to-b from-sand-200 to-sand-400 text-night-950 shadow-[0_2px_0_var(--color-sand-500)] hover:from-sand-100 hover:to-sand-300 active:translate-y-px active:shadow-none",
  quiet: "bg-white/8 text-sand-100 hover:bg-white/14",
  outline: "border border-sand-200/50 text-sand-100 hover:border-sand-200 hover:bg-white/6",
  danger: "bg-ember-400 text-night-950 hover:bg-ember-300",
};

const sizes = {
  small: "min-h-9 px-3 text-sm rounded-lg",
  medium: "min-h-11 px-4 text-base rounded-xl",
  large: "min-h-14 px-6 text-lg rounded-2xl",
};

export type ButtonProps = ComponentProps<"button"> & {
  look?: Look;
  size?: keyof typeof sizes;
  /** Shows a spinner and takes no press; the label stays, so that the button keeps its name. */
  busy?: boolean;
  icon?: ReactNode;
};

export function buttonClass(look: Look, size: keyof typeof sizes): string {
  return cx(
    "button inline-flex select-none items-center justify-center gap-2 text-center font-semibold leading-tight transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed",
    looks[look],
    sizes[size],
  );
}

export function Button({ look = "primary", size = "medium", busy = false, icon, className, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      onMouseDown={keepFocus}
      {...props}
      aria-busy={busy}
      disabled={props.disabled || busy}
      className={cx(buttonClass(look, size), className)}
    >
      {busy ? <Spinner /> : icon}
      {props.children}
    </button>
  );
}
