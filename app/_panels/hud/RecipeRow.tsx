import { Check, Hammer } from "lucide-react";
import { useId } from "react";
import type { RecipeView } from "@/app/_bridge/hudViews";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";
import { ItemIcon } from "./ItemIcon";

/** A recipe that cannot be made stays focusable and says why: a dead button teaches nothing. */
export function RecipeRow({ recipe, onCraft }: { recipe: RecipeView; onCraft: () => void }) {
  const reasonId = useId();
  const { output, inputs, whyNot } = recipe;
  return (
    <li className="row p-2.5">
      <div className="flex items-center gap-3">
        <ItemIcon name={output.name} />
        <div className="min-w-0 grow">
          <p className="font-semibold text-sand-50 capitalize">
            {output.name}
            {output.amount > 1 && ` × ${output.amount}`}
          </p>
          <p className="text-sm text-mist">{output.hint}</p>
        </div>
        <Button
          data-testid={`craft-${recipe.id}`}
          look={whyNot ? "quiet" : "primary"}
          size="small"
          aria-disabled={whyNot !== undefined}
          aria-describedby={whyNot ? reasonId : undefined}
          aria-label={`Craft ${output.name}`}
          className={cx(whyNot && "opacity-70")}
          icon={<Hammer aria-hidden className="size-4" />}
          onClick={onCraft}
        >
          Craft
        </Button>
      </div>
      <ul className="mt-2 flex flex-wrap gap-1.5 pl-14 text-sm">
        {inputs.map(({ id, name, need, have }) => {
          const enough = have >= need;
          return (
            <li
              key={id}
              className={cx(
                "inline-flex items-center gap-1 rounded-lg px-2 py-0.5 tabular-nums",
                enough ? "bg-palm-400/15 text-palm-300" : "bg-white/6 text-mist",
              )}
            >
              {enough && <Check aria-label="enough" className="size-3.5" />}
              {Math.min(have, need)}/{need} {name}
            </li>
          );
        })}
      </ul>
      {whyNot && (
        <p id={reasonId} className="sr-only">
          {whyNot}
        </p>
      )}
    </li>
  );
}
