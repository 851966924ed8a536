import { Landmark, type LucideIcon, MoonStar, Shovel, Tent } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useButtons, usePlay } from "@/app/_bridge/hud";
import type { ButtonView, Panel } from "@/app/_bridge/hudViews";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";

/** An action without an icon has its word alone. */
const icons: Readonly<Record<string, LucideIcon>> = { embark: Tent, finish: MoonStar, bank: Landmark, unearth: Shovel };

type Props = {
  panel: Panel;
  /** Below the island, for thumbs. */
  large?: boolean;
  disabled?: boolean;
  /** Behind the word: how much. */
  children?: ReactNode;
};

/** A button for each action that this place offers; where it offers nothing, nothing is shown. */
export function ActionButtons({ panel, large = false, disabled = false, children }: Props) {
  return useButtons(panel).map((button) => (
    <ActionButton key={button.action.type} {...button} {...{ large, disabled }}>
      {children}
    </ActionButton>
  ));
}

/** When it is pressed all the same, the rules say once more why not. */
function ActionButton({ action, label, whyNot, large, disabled, children }: ButtonView & Omit<Props, "panel">) {
  const reasonId = useId();
  const play = usePlay();
  const Icon = icons[action.type];
  return (
    <>
      <Button
        data-testid={action.type}
        data-tile={"tile" in action ? action.tile : undefined}
        look={whyNot ? "quiet" : "primary"}
        size={large ? "large" : "small"}
        disabled={disabled}
        aria-disabled={whyNot !== undefined}
        aria-describedby={whyNot ? reasonId : undefined}
        className={cx(large && "pointer-events-auto shadow-lg", whyNot && (large ? "bg-night-900/90" : "opacity-70"))}
        icon={Icon && <Icon aria-hidden className={large ? "size-6" : "size-4"} />}
        onClick={() => play(action)}
      >
        {label} {children}
      </Button>
      {whyNot && (
        <span id={reasonId} className="sr-only">
          {whyNot}
        </span>
      )}
    </>
  );
}
