import { nameSupply } from "./actions/buy";
import { readLength } from "./clock";
import { nameItem, readRecipe } from "./lookup";
import { nameOfPlace } from "./places";
import { unpackPlan } from "./plan";
import type { Mode, Place } from "./types";

const modes: Readonly<Record<Mode, string>> = { 0: "", 1: " in practice", 2: " in a room" };

/**
 * What an event of an expedition says, in words.
 * @param kind Its name.
 * @param values Its values after player and expedition, in their order.
 * @returns A short sentence without a full stop; the name for an event that this version does not know.
 */
export function tellEvent(kind: string, values: readonly (number | string)[]): string {
  const [first = 0, second = 0, third = 0, fourth = 0] = values.map(Number);
  switch (kind) {
    case "Embarked":
      return tellDeparture(values[0] ?? 0);
    case "Moved":
      // Two bits per step, and a 1 above the last.
      return `Walked ${count(BigInt(values[0] ?? 1).toString(4).length - 1, "step")}`;
    case "Fell":
      return first === 1 ? "Fell in the dark" : `Fell ${first} times in the dark`;
    case "Gathered":
      return `Gathered ${third} × ${nameItem(second)}`;
    case "Unearthed":
      return `Dug up layer ${second}, worth ${count(third, "point")}`;
    case "Crafted":
      return `Made ${nameItem(readRecipe(first)?.output.item ?? 0)}`;
    case "Equipped":
      return second === 0 ? "Took off a tool" : `Put on ${nameItem(second)}`;
    case "Banked":
      return `Banked ${count(second, "point")} at the ${nameOfPlace(first as Place)}`;
    case "ErrandClaimed":
      return `Did an errand for ${count(third, "point")}`;
    case "Bought":
      return `Bought ${nameSupply(first)}`;
    case "Signalled":
      return "Left a sign";
    case "Finished":
      return `Came home with ${count(second, "point")}${fourth === 0 ? "" : " and a find"}`;
    default:
      return kind;
  }
}

function tellDeparture(packed: number | string): string {
  const plan = unpackPlan(BigInt(packed));
  return plan ? `Set out on a ${readLength(plan.length).name}${modes[plan.mode]}` : "Set out";
}

const count = (amount: number, noun: string) => `${amount.toLocaleString("en")} ${noun}${amount === 1 ? "" : "s"}`;
