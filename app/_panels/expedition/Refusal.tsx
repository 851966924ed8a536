import { Ban } from "lucide-react";
import type { WhyNot } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { ItemPicture } from "./ItemPicture";
import looks from "./looks.module.css";
import { text } from "./text";

type Props = {
  whyNot: WhyNot;
  /** Over the island, with a tip that points to the tile; else a line of its own in a panel. */
  atFoot?: boolean;
  id?: string;
};

/** Why a thing cannot be done, where it was pressed, with a picture of what is missing. */
export function Refusal({ whyNot, atFoot = false, id }: Props) {
  return (
    <p
      id={id}
      role="status"
      data-testid="refusal"
      data-kind={whyNot.kind}
      className={cx(
        "flex w-fit items-center gap-2 text-sm text-sand-100",
        atFoot
          ? cx("panel relative max-w-xs rounded-2xl py-1.5 pr-4 pl-2", looks.tip)
          : "rounded-xl bg-white/6 py-1 pr-4 pl-1",
      )}
    >
      {"item" in whyNot ? (
        <ItemPicture item={whyNot.item} small />
      ) : (
        <span className="grid size-[min(2.25rem,40px)] shrink-0 place-items-center">
          <Ban aria-hidden className="size-[min(1.25rem,24px)] text-ember-300" />
        </span>
      )}
      <span className="min-w-0">{text.whyNot(whyNot)}</span>
    </p>
  );
}
