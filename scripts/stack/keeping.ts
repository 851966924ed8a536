import { stateOf } from "../../game/rules/draw.ts";

/** How far the draw of a day is: the block whose hash draws its seed, 0: not named. */
export type DayDraw = { block: bigint; drawn: boolean };

/** What was spent on a day (days since 1970), in wei. */
export type Purse = { day: bigint; spentWei: bigint };

/** `call`: openDay names a block or draws the seed; `wait`: the named block is not mined; `rest`: the day is open; `stop`: no budget. */
export type Keeping = "call" | "wait" | "rest" | "stop";

/** The purse of a day: each begins with nothing spent. */
export const purseOf = (purse: Purse, day: bigint): Purse => (purse.day === day ? purse : { day, spentWei: 0n });

/**
 * What is to be done for the island of the day.
 * @param draw As the contract gives it.
 * @param head Number of the newest block: a call comes into a later one.
 * @param costWei The most that a call can cost.
 * @param leftWei What may be spent on this day still.
 */
export function decideKeeping(draw: DayDraw, head: bigint, costWei: bigint, leftWei: bigint): Keeping {
  const seed = draw.drawn ? 0 : undefined;
  const state = stateOf({ block: Number(draw.block), seed }, Number(head) + 1);
  if (state === "drawn") return "rest";
  if (state === "wait") return "wait";
  return costWei > leftWei ? "stop" : "call";
}

/**
 * What may be spent on rooms, in wei: what their purse has left, and never what the account keeps for the island of the day.
 * @param budgetWei Of a day, and the same of its rooms.
 * @param spent On both, on this day.
 * @param balanceWei Of the account.
 */
export function leftForRooms(budgetWei: bigint, spent: { day: bigint; rooms: bigint }, balanceWei: bigint): bigint {
  const ofPurse = budgetWei - spent.rooms;
  const aboveTheDay = balanceWei - (budgetWei - spent.day);
  return ofPurse < aboveTheDay ? ofPurse : aboveTheDay;
}
