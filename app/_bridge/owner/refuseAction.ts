import { type Address, zeroAddress } from "viem";

import type { Deployment } from "@/app/_api/config";
import { readLength } from "@/game/rules/clock";
import { nameItem } from "@/game/rules/lookup";
import { longestLobby } from "@/game/rules/seeds";
import type { ItemId } from "@/game/rules/types";
import type { Offer, OwnerAction } from "./ports";
import { sandText } from "./words";

/** The facts from the chain that an action of the owner needs. */
export type OwnerFacts = {
  sand: bigint;
  vault: bigint;
  /** Pieces by id, of what can be sold and sent. */
  items: Readonly<Record<ItemId, bigint>>;
  /** The offer to buy or cancel, as it is now. */
  offer: Offer | undefined;
  /** Nothing may leave the account. */
  isConfined: boolean;
  /** After it was secured: until then, Unix seconds. 0: it was not secured, or that time is over. */
  confinedUntil: number;
};

/** Why not, and what can be done about it. */
export type OwnerRefusal = { reason: string; remedy?: "secure" | "release" };

/** Stays in the game: nothing leaves the account through it. */
const isPlay = ({ type }: OwnerAction) => type === "withdraw" || type === "release" || type === "openRoom";

/**
 * Why a confined account refuses an action.
 * @param action The requested action.
 * @param facts The current state on chain.
 * @param nowSeconds The chain's clock.
 * @returns A sentence and what to do next; undefined when it is allowed.
 */
export function refuseConfined(
  action: OwnerAction,
  { isConfined, confinedUntil }: Pick<OwnerFacts, "isConfined" | "confinedUntil">,
  nowSeconds: number,
): OwnerRefusal | undefined {
  if (!isConfined || isPlay(action)) return undefined;
  if (confinedUntil === 0) {
    const reason =
      "Secure your account first. A key in this browser owns it, and a malicious script on this page could use that key too. So nothing can leave the account.";
    return { reason, remedy: "secure" };
  }
  if (nowSeconds > confinedUntil) {
    return {
      reason: "A day has passed since you secured your account. Unlock it, then this works.",
      remedy: "release",
    };
  }
  const hours = Math.ceil((confinedUntil - nowSeconds) / 3600);
  return {
    reason: `You secured your account less than a day ago. For ${hours} more ${hours === 1 ? "hour" : "hours"} nothing can leave it, in case it was not you.`,
  };
}

type Addresses = Pick<Deployment, "hourglass" | "bazaar" | "sand" | "items" | "entryPoint">;

/**
 * Why an action of the owner would fail, known before anybody is asked to sign. The contracts decide; this only saves
 * the owner a useless signature.
 * @param action The requested action.
 * @param facts The current state on chain.
 * @param account The account that acts.
 * @param deployment Addresses at which anything sent would be lost.
 * @returns A sentence for the player; undefined when nothing is wrong.
 */
export function refuseOwnerAction(
  action: OwnerAction,
  facts: OwnerFacts,
  account: Address,
  deployment: Addresses,
): string | undefined {
  switch (action.type) {
    case "withdraw":
      return refuseSand(action.amount, facts.vault, "Your vault holds");
    case "list":
      if (action.price <= 0n) return "Enter a price above 0.";
      return refuseItems(action.item, action.amount, facts);
    case "buyOffer": {
      const left = facts.offer?.left ?? 0;
      if (left === 0) return "Somebody was faster: this offer is gone.";
      if (action.amount > left) return `Somebody was faster: only ${left} left, and you asked for ${action.amount}.`;
      if (action.amount < 1) return "Buy at least one.";
      return refuseSand(action.offer.price * BigInt(action.amount), facts.sand, "You have");
    }
    case "openRoom": {
      const longest = longestLobby(action.length);
      if (action.inSeconds <= longest) return undefined;
      return `A ${readLength(action.length).name} starts within ${Math.floor(longest / 60)} min: a key lasts an hour.`;
    }
    case "release":
      return facts.confinedUntil === 0 ? "Your account is already unlocked." : undefined;
    case "cancelOffer":
      return facts.offer?.left ? undefined : "This offer is gone: everything is sold, or it was cancelled.";
    case "sendSand":
      return refuseRecipient(action.to, account, deployment) ?? refuseSand(action.amount, facts.sand, "You have");
    case "sendItem":
      return refuseRecipient(action.to, account, deployment) ?? refuseItems(action.item, action.amount, facts);
  }
}

function refuseSand(asked: bigint, seen: bigint, start: string): string | undefined {
  if (asked <= 0n) return "Enter an amount of Sand above 0.";
  return asked > seen ? `${start} ${sandText(seen)}; this needs ${sandText(asked)}.` : undefined;
}

function refuseItems(item: number, amount: number, { items }: OwnerFacts): string | undefined {
  const seen = Number(items[item] ?? 0n);
  if (!Number.isSafeInteger(amount) || amount < 1) return "Enter at least 1.";
  if (amount > seen) return `You have ${seen} ${nameItem(item)} on chain; this needs ${amount}.`;
  return undefined;
}

function refuseRecipient(to: Address, account: Address, deployment: Addresses): string | undefined {
  const same = (address: Address) => address.toLowerCase() === to.toLowerCase();
  if (same(account)) return "That is your own account.";
  const { hourglass, bazaar, sand, items, entryPoint } = deployment;
  if ([zeroAddress, hourglass, bazaar, sand, items, entryPoint].some(same))
    return "Nobody could get it back from there.";
  return undefined;
}
