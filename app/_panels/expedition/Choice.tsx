import { type ReactNode, useId } from "react";
import { cx } from "@/app/_ui/cx";

export type Option<T extends string | number> = {
  value: T;
  title: string;
  note?: string;
  picture?: ReactNode;
  /** Cannot be chosen, and why. */
  whyNot?: string | undefined;
  /** Where it stands in the grid. */
  area?: string;
};

type Props<T extends string | number> = {
  legend: string;
  /** The legend is read, and not drawn: the choice explains itself. */
  isBare?: boolean;
  lead?: string;
  options: readonly Option<T>[];
  chosen: T;
  onChoose: (value: T) => void;
  className?: string | undefined;
};

/** One of a few, each large enough for a thumb. */
export function Choice<T extends string | number>(props: Props<T>) {
  const { legend, isBare = false, lead, options, chosen, onChoose, className } = props;
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={isBare ? "sr-only" : "mb-1 font-semibold text-sand-50"}>{legend}</legend>
      {lead && <p className="mb-2 text-sm text-mist">{lead}</p>}
      <div className={cx("grid gap-2", className)}>
        {options.map(({ value, title, note, picture, whyNot, area }) => (
          <label
            key={value}
            className={cx(
              "row relative flex min-h-11 min-w-0 items-center gap-2 px-2 py-2 sm:px-3 has-focus-visible:outline-3",
              !whyNot && "cursor-pointer hover:bg-white/8",
              value === chosen && "border-sand-300 bg-sand-300/10",
              area,
            )}
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              disabled={whyNot !== undefined}
              onChange={() => onChoose(value)}
              className="size-4 shrink-0 accent-sand-300"
            />
            {picture}
            <span className="min-w-0 leading-snug">
              <span className={cx("block text-sm font-semibold sm:text-base", whyNot ? "text-mist" : "text-sand-50")}>
                {title}
              </span>
              {(whyNot ?? note) && <span className="block text-sm text-mist">{whyNot ?? note}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
