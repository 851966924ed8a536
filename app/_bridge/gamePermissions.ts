import type { Abi, Address } from "viem";

import { gameFunctions } from "@/app/_api/gameFunctions";
import type { Permission } from "@/session/grant";
import { createPermission } from "@/session/permission";
import type { PermissionView } from "./ports";

/** Calls that one session may make: more than an hour of hurried play needs, few enough to name a worst case. */
export const MAX_ACTIONS = 5_000;
/** Sand that one session may spend at the trader, in the smallest unit: 500 Sand. */
export const MAX_SAND = 500n * 10n ** 18n;

/** A key that this browser keeps. */
const HOUR_SECONDS = 3_600;
/** A key that ends with the page: whoever reloads leaves one behind that runs on, so it runs less. */
const MEMORY_SECONDS = 1_200;

/** How long the next session lasts. */
export const durationOf = (keyStorage: "stored" | "memory") =>
  keyStorage === "memory" ? MEMORY_SECONDS : HOUR_SECONDS;

/** What no session key can do, whatever is signed: refused by the contracts by construction. */
export const never: readonly string[] = [
  "Send, sell or approve your items, Sand or ETH, or take Sand out of your bank",
  "Call any other contract or function",
  "Sign messages, orders or log-ins for you",
  "Change the owner, install anything, or give itself more",
  "Work for longer than an hour, or after you end the session",
];

/** In words, the most that a thief of the key could do. Kept true by the contracts' tests, not by this text. */
export const worstCase =
  "A thief of this key could walk you around, use up your materials and spend the Sand named here. Nothing could leave your account.";

/**
 * The permissions of a grant for the game.
 * @param abi ABI of `Hourglass`: a text that it does not have is refused.
 * @param target Address of `Hourglass`.
 */
export function createGamePermissions(abi: Abi, target: Address): Permission[] {
  return gameFunctions.map(({ functionSignature, spendArgument = "" }) =>
    createPermission({ abi, target, functionSignature, spendArgument }),
  );
}

/** The same, as the permission card shows it: from the signed texts, so that the card cannot say something else. */
export function describePermissions(permissions: readonly Permission[]): PermissionView[] {
  return permissions.map(({ functionSignature, target }) => ({
    functionSignature,
    target,
    targetName: "Hourglass",
    words: gameFunctions.find((known) => known.functionSignature === functionSignature)?.words ?? "Something unknown",
  }));
}
