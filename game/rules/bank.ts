import { refuseAwayFromCamp } from "./embark";
import { isDay } from "./expedition";
import { type Outcome, refuse } from "./outcome";
import { readPlayer, withPlayer } from "./player";
import type { Seconds, World } from "./types";

export function applyBank(world: World, self: string, amount: bigint, nowSeconds: Seconds): Outcome {
  const player = readPlayer(world, self);
  if (amount <= 0n) return refuse("AmountZero", "There is nothing to bank.");
  const away = refuseAwayFromCamp(player);
  if (away) return away;
  if (player.sand < amount) return refuse("SandTooLow", "You have too little Sand.");
  const { expedition } = player;
  const banked = isDay(player, nowSeconds) ? expedition.banked + amount : expedition.banked;
  const next = { ...player, sand: player.sand - amount, vault: player.vault + amount };
  return { ok: true, world: withPlayer(world, self, { ...next, expedition: { ...expedition, banked } }) };
}

/** Taking Sand out of the bank is the owner's; not an action of a session. */
export function applyLeave(world: World, self: string, amount: bigint, nowSeconds: Seconds): Outcome {
  const player = readPlayer(world, self);
  if (amount <= 0n) return refuse("AmountZero", "There is nothing to take.");
  if (player.vault < amount) return refuse("SandTooLow", "The bank holds less than that.");
  const { expedition } = player;
  const rest = amount < expedition.banked ? expedition.banked - amount : 0n;
  const banked = isDay(player, nowSeconds) ? rest : expedition.banked;
  const next = { ...player, sand: player.sand + amount, vault: player.vault - amount };
  return { ok: true, world: withPlayer(world, self, { ...next, expedition: { ...expedition, banked } }) };
}
