import type { RecipeRow } from "./rows";

/** Three tiers: 1 makes parts from what grows, 2 makes gear from parts, 3 makes what opens the rest of the island. */
export const recipes = [
  { id: 1, tier: 1, inputs: [{ item: 2, amount: 3 }], output: { item: 9, amount: 1 } },
  { id: 2, tier: 1, inputs: [{ item: 1, amount: 2 }], output: { item: 10, amount: 1 } },
  {
    id: 3,
    tier: 2,
    inputs: [
      { item: 1, amount: 2 },
      { item: 3, amount: 1 },
    ],
    output: { item: 11, amount: 1 },
  },
  {
    id: 4,
    tier: 2,
    inputs: [
      { item: 1, amount: 1 },
      { item: 3, amount: 2 },
    ],
    output: { item: 12, amount: 1 },
  },
  {
    id: 5,
    tier: 2,
    inputs: [
      { item: 1, amount: 2 },
      { item: 3, amount: 3 },
    ],
    output: { item: 13, amount: 1 },
  },
  {
    id: 6,
    tier: 2,
    inputs: [
      { item: 2, amount: 4 },
      { item: 9, amount: 1 },
    ],
    output: { item: 14, amount: 1 },
  },
  {
    id: 7,
    tier: 2,
    inputs: [
      { item: 9, amount: 2 },
      { item: 10, amount: 4 },
    ],
    output: { item: 15, amount: 1 },
  },
  {
    id: 8,
    tier: 3,
    inputs: [
      { item: 17, amount: 1 },
      { item: 5, amount: 3 },
      { item: 4, amount: 1 },
    ],
    output: { item: 16, amount: 1 },
  },
  {
    id: 9,
    tier: 1,
    inputs: [
      { item: 6, amount: 2 },
      { item: 1, amount: 1 },
    ],
    output: { item: 17, amount: 1 },
  },
  {
    id: 10,
    tier: 1,
    inputs: [
      { item: 2, amount: 3 },
      { item: 5, amount: 1 },
    ],
    output: { item: 18, amount: 1 },
  },
  {
    id: 11,
    tier: 2,
    inputs: [
      { item: 10, amount: 1 },
      { item: 3, amount: 2 },
      { item: 9, amount: 1 },
    ],
    output: { item: 19, amount: 1 },
  },
  {
    id: 12,
    tier: 2,
    inputs: [
      { item: 18, amount: 2 },
      { item: 9, amount: 1 },
    ],
    output: { item: 20, amount: 1 },
  },
  {
    id: 13,
    tier: 2,
    inputs: [
      { item: 18, amount: 3 },
      { item: 4, amount: 1 },
    ],
    output: { item: 21, amount: 1 },
  },
  {
    id: 14,
    tier: 3,
    inputs: [
      { item: 10, amount: 4 },
      { item: 17, amount: 1 },
    ],
    output: { item: 22, amount: 1 },
  },
  {
    id: 15,
    tier: 3,
    inputs: [
      { item: 17, amount: 1 },
      { item: 7, amount: 1 },
    ],
    output: { item: 23, amount: 1 },
  },
  {
    id: 16,
    tier: 3,
    inputs: [
      { item: 17, amount: 1 },
      { item: 7, amount: 1 },
      { item: 8, amount: 1 },
    ],
    output: { item: 24, amount: 1 },
  },
] as const satisfies readonly RecipeRow[];
