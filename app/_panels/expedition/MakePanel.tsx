import { Check, Hammer } from "lucide-react";
import type { RecipeView } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { ItemPicture } from "./ItemPicture";
import { TryButton } from "./TryButton";
import { text } from "./text";

type Props = { recipes: readonly RecipeView[]; onMake: (id: number) => void };

/** What can be made, and what is missing for it. */
export function MakePanel({ recipes, onMake }: Props) {
  return (
    <ul className="grid gap-2">
      {recipes.map(({ id, item, amount, use, inputs, whyNot }) => (
        <li key={id} data-testid={`recipe-${id}`} className="row p-2.5">
          <TryButton
            size="medium"
            data-testid={`craft-${id}`}
            aria-label={text.make.makes(item)}
            icon={<Hammer aria-hidden className="size-4" />}
            whyNot={whyNot}
            onDo={() => onMake(id)}
            beside={
              <>
                <ItemPicture item={item} />
                <div className="min-w-0 grow leading-snug">
                  <p className="font-semibold text-sand-50 capitalize">
                    {text.items[item]}
                    {amount > 1 && ` × ${amount}`}
                  </p>
                  <p className="text-sm text-mist">{use}</p>
                  <ul className="mt-1 flex flex-wrap gap-1.5 text-sm">
                    {inputs.map((input) => (
                      <Input key={input.item} {...input} />
                    ))}
                  </ul>
                </div>
              </>
            }
          >
            {text.make.make}
          </TryButton>
        </li>
      ))}
    </ul>
  );
}

function Input({ item, need, have }: RecipeView["inputs"][number]) {
  const isEnough = have >= need;
  return (
    <li
      className={cx(
        "inline-flex items-center gap-1 rounded-lg px-2 py-0.5 tabular-nums",
        isEnough ? "bg-palm-400/15 text-palm-300" : "bg-white/6 text-mist",
      )}
    >
      {isEnough && <Check aria-label={text.make.enough} className="size-3.5" />}
      {Math.min(have, need)}/{need} {text.items[item]}
    </li>
  );
}
