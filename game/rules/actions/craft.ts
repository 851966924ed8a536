import { defineAction } from "../action";
import { recipe } from "../argument";
import { nameItem, readRecipe } from "../lookup";
import { refuse } from "../outcome";
import { addItem, played, readSelf } from "../player";
import { takeItems } from "../takeItems";

export const craft = defineAction({
  args: { recipe },
  words: "Make things of what you gathered",
  gas: 160_000,
  sound: "craft",
  apply(scene, { recipe: id }) {
    const recipe = readRecipe(id);
    if (!recipe) return refuse("RecipeUnknown", `There is no recipe ${id}.`);
    const paid = takeItems(readSelf(scene), recipe.inputs);
    if (!paid.ok) return paid;
    return played(scene, addItem(paid.player, recipe.output.item, recipe.output.amount));
  },
  describe: ({ recipe }) => `Craft ${nameItem(readRecipe(recipe)?.output.item ?? 0)}`,
});
