import { BEGINS, type Begin } from "@/app/_bridge/signers/views";
import { cx } from "@/app/_ui/cx";

const words: Record<Begin, string> = {
  0: "Now",
  1800: "In 30 minutes",
  7200: "In 2 hours",
  86400: "Tomorrow, at this time",
};

type Props = { chosen: Begin; disabled: boolean; onChoose: (begin: Begin) => void };

/** Signers need time, and the hour runs while they sign: so whoever asks says when it begins. */
export function BeginChoice({ chosen, disabled, onChoose }: Props) {
  return (
    <fieldset disabled={disabled} data-testid="begin-choice" className="row grid gap-2 px-4 py-3">
      <legend className="sr-only">When the hour begins</legend>
      <p aria-hidden className="font-semibold text-sand-50">
        When does the hour begin?
      </p>
      <p className="text-sm text-mist">It runs from then on, signed or not. Leave your signers enough time.</p>
      <div className="flex flex-wrap gap-2">
        {BEGINS.map((begin) => (
          <label
            key={begin}
            className={cx(
              "row relative flex min-h-11 cursor-pointer items-center px-4 font-semibold has-focus-visible:outline-3",
              begin === chosen ? "border-sand-300 text-sand-50" : "text-mist",
            )}
          >
            <input
              type="radio"
              name="begin"
              data-testid={`begin-${begin}`}
              checked={begin === chosen}
              onChange={() => onChoose(begin)}
              className="mr-2 size-4 accent-sand-300"
            />
            {words[begin]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
