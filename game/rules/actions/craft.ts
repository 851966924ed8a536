import { defineAction } from "../action";
import { recipe } from "../argument";
import { spend } from "../grains";
import { nameItem, readRecipe } from "../lookup";
import { inExpedition } from "../moment";
import { costs } from "../numbers";
import { refuse } from "../outcome";
import { played } from "../player";
import { countOf, isTool, receive, withGoods } from "../weigh";

/** The last recipe; the one after it made keys, which open nothing any more. */
const LAST_RECIPE = 16;

export const craft = defineAction({
  args: { recipe },
  words: "Make things of what you gathered",
  gas: 40_000,
  sound: "craft",
  apply: (scene, { recipe: id }) =>
    inExpedition(scene, ({ player, run, t }) => {
      const recipe = id <= LAST_RECIPE ? readRecipe(id) : undefined;
      if (!recipe) return refuse("RecipeUnknown", [id, LAST_RECIPE], `There is no recipe ${id}.`);
      const made = recipe.output.item;
      let { pack } = player;
      if (isTool(made) && countOf(pack, made) > 0) {
        return refuse("ItemOwned", [made], `You have a ${nameItem(made)} already.`);
      }
      for (const { item, amount } of recipe.inputs) {
        const seen = countOf(pack, item);
        if (seen < amount) {
          const text = `Needs ${amount} ${nameItem(item)}; you have ${seen}. Gather more.`;
          return refuse("ItemsTooFew", [item, seen, amount], text);
        }
        pack = withGoods(pack, item, -amount);
      }
      const paid = spend(run, t, costs.craft);
      if (!paid.ok) return paid;
      const next = isTool(made)
        ? receive(paid.run, pack, made)
        : { run: paid.run, pack: withGoods(pack, made, recipe.output.amount) };
      return played(scene, { ...player, ...next });
    }),
  describe: ({ recipe }) => `Craft ${nameItem(readRecipe(recipe)?.output.item ?? 0)}`,
});
