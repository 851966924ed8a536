import type { CampView, ItemView, QuestView, ReachView, RecipeView } from "@/app/_bridge/hudViews";
import { type Lesson, lessons } from "@/app/_settings/schema";

/** What the coach sees of the game. */
export type Sight = {
  steps: number;
  items: readonly ItemView[];
  recipes: readonly RecipeView[];
  quests: readonly QuestView[];
  reach: ReachView;
  camp: Pick<CampView, "state" | "best" | "embarkWhyNot">;
};

/** Steps after which walking is understood. */
const ENOUGH_STEPS = 3;

/** The lessons that what the player has shows to be learnt. */
export function readLearnt({ steps, items, quests, camp }: Sight): readonly Lesson[] {
  const hasClaimed = quests.some(({ state }) => state === "claimed");
  const hasMade = items.some(({ slot, count }) => slot !== undefined && count > 0);
  const hasGathered = hasMade || items.some(({ count }) => count > 0);
  const embark = camp.state !== "none" || camp.best > 0;
  const learnt = { walk: steps >= ENOUGH_STEPS, gather: hasGathered, craft: hasMade, claim: hasClaimed, embark };
  return lessons.filter((lesson) => learnt[lesson]);
}

/** Words for how things are done here. */
export type Controls = { walk: string; gather: string };

/** What to do next, in one sentence that follows what the player has and where they stand; undefined when all is learnt. */
export function readLesson(
  done: readonly Lesson[],
  sight: Sight,
  controls: Controls,
): { lesson: Lesson; title: string; text: string } | undefined {
  const lesson = lessons.find((each) => !done.includes(each));
  if (lesson === undefined) return undefined;
  switch (lesson) {
    case "walk":
      return { lesson, title: "Walk a few steps", text: controls.walk };
    case "gather":
      return {
        lesson,
        title: "Gather something",
        text: sight.reach.material
          ? `There is ${sight.reach.material} within reach. ${controls.gather}`
          : "Walk up to a tree, a stone or a bush; what grows within one step can be gathered.",
      };
    case "craft":
      return { lesson, title: "Craft a tool", text: sayCraft(sight) };
    case "claim":
      return { lesson, title: "Claim your first Sand", text: sayClaim(sight) };
    case "embark":
      return {
        lesson,
        title: "Set out for an hour",
        text: `What you find between dawn and dusk is scored for the week. ${
          sight.camp.embarkWhyNot ?? "You are at the camp: open Camp and set out."
        }`,
      };
  }
}

function sayCraft({ recipes, items }: Sight): string {
  const tools = recipes.filter(({ output }) => items.some(({ id, slot }) => id === output.id && slot !== undefined));
  const ready = tools.find(({ whyNot }) => whyNot === undefined);
  if (ready) return `You have all that the ${ready.output.name} takes. Open Craft and make it.`;
  const missing = (recipe: RecipeView) =>
    recipe.inputs.filter(({ need, have }) => have < need).map(({ need, have, name }) => `${need - have} ${name}`);
  const short = (recipe: RecipeView) =>
    recipe.inputs.reduce((sum, { need, have }) => sum + Math.max(0, need - have), 0);
  const [nearest] = [...tools].sort((a, b) => short(a) - short(b));
  if (!nearest) return "Open Craft to see what can be made.";
  return `For the ${nearest.output.name} you still need ${missing(nearest).join(" and ")}.`;
}

function sayClaim({ quests }: Sight): string {
  const ready = quests.find(({ state }) => state === "claimable");
  if (ready) return `“${ready.name}” is done. Open Quests and claim it.`;
  const [nearest] = quests.filter(({ state }) => state === "open").sort((a, b) => b.done / b.goal - a.done / a.goal);
  return nearest
    ? `“${nearest.name}” pays ${nearest.rewardSand} Sand: ${nearest.ask.toLowerCase()} (${nearest.done} of ${nearest.goal}).`
    : "Open Quests to see what pays.";
}
