"use client";

import { usePlay, useRecipes } from "@/app/_bridge/hud";
import { RecipeRow } from "./RecipeRow";

export function Craft() {
  const recipes = useRecipes();
  const play = usePlay();
  return (
    <ul className="grid gap-2">
      {recipes.map((recipe) => (
        <RecipeRow key={recipe.id} recipe={recipe} onCraft={() => play({ type: "craft", recipe: recipe.id })} />
      ))}
    </ul>
  );
}
