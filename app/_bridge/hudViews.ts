import type { ActionRow } from "@/game/rules/action";
import type { Action } from "@/game/rules/actions";
import type { Score } from "@/game/rules/expedition";
import type { Direction, ItemId, QuestId, RecipeId, Tile } from "@/game/rules/types";

/** The rules' tables and the predicted world, reduced to what one panel shows. Every "why not" is a sentence for the player. */

export type ItemView = {
  id: ItemId;
  name: string;
  /** What it is useful for. */
  hint: string;
  count: number;
  /** "Hand", "Feet" …; undefined for materials, which cannot be worn. */
  slot: string | undefined;
  worn: boolean;
};

export type IngredientView = { id: ItemId; name: string; need: number; have: number };

export type RecipeView = {
  id: RecipeId;
  output: { id: ItemId; name: string; hint: string; amount: number };
  inputs: readonly IngredientView[];
  /** Undefined when it can be crafted now. */
  whyNot: string | undefined;
};

export type QuestView = {
  id: QuestId;
  name: string;
  /** "Gather 3 wood". */
  ask: string;
  rewardSand: number;
  done: number;
  goal: number;
  state: "open" | "claimable" | "claimed";
};

export type OfferView = {
  id: ItemId;
  name: string;
  hint: string;
  price: bigint;
  whyNot: string | undefined;
};

/** The expedition and the vault. */
export type CampView = {
  state: "none" | "day" | "night";
  minutesLeft: number;
  score: Score;
  /** Points of this week's best expedition. */
  best: number;
  vault: bigint;
  sand: bigint;
  /** Undefined when the player can set out now. */
  embarkWhyNot: string | undefined;
};

export type Panel = NonNullable<ActionRow["panel"]>;

/** A button of an action, played from where the player stands. */
export type ButtonView = { action: Action; label: string; whyNot: string | undefined };

export type PositionView = { tile: Tile; x: number; y: number; biome: string; facing: Direction; steps: number };

/** What the gather button would take. All undefined except `whyNot` when nothing grows here. */
export type ReachView = { tile: Tile | undefined; material: string | undefined; whyNot: string | undefined };
