import { type Address, zeroAddress } from "viem";

import type { Deployment } from "@/app/_api/config";
import { itemName } from "../hudWords";
import type { Offer, OwnerAction } from "./ports";
import { sandText } from "./words";

/** What the chain says about an account, as far as an action of its owner needs it. */
export type OwnerFacts = {
  sand: bigint;
  vault: bigint;
  /** Pieces by id. */
  items: readonly bigint[];
  worn: readonly number[];
  /** The offer that is bought or cancelled, as it is now. */
  offer: Offer | undefined;
  /** Nothing may leave the account. */
  isConfined: boolean;
  /** After it was secured: until then, Unix seconds. 0: it was not, or that is over. */
  confinedUntil: number;
};

/** Why not, and what can be done about it. */
export type OwnerRefusal = { reason: string; remedy?: "secure" | "release" };

/** At home in the game: nothing leaves the account by it. */
const isPlay = ({ type }: OwnerAction) => type === "leave" || type === "release";

/**
 * Why an account that is confined does not do something.
 * @param action What is asked.
 * @param facts What the chain has now.
 * @param nowSeconds The chain's clock.
 * @returns A sentence and a way on; undefined when nothing stands against it.
 */
export function refuseConfined(
  action: OwnerAction,
  { isConfined, confinedUntil }: Pick<OwnerFacts, "isConfined" | "confinedUntil">,
  nowSeconds: number,
): OwnerRefusal | undefined {
  if (!isConfined || isPlay(action)) return undefined;
  if (confinedUntil === 0) {
    const reason =
      "Secure your account first. It belongs to a key of this browser, and what such a key can do a script on this page could do too: so nothing leaves the account.";
    return { reason, remedy: "secure" };
  }
  if (nowSeconds > confinedUntil) {
    return {
      reason: "A day has passed since you secured your account. Open it once more, then this works.",
      remedy: "release",
    };
  }
  const hours = Math.ceil((confinedUntil - nowSeconds) / 3600);
  return {
    reason: `You secured your account less than a day ago. For ${hours} more ${hours === 1 ? "hour" : "hours"} nothing leaves it, in case somebody else did that with your browser.`,
  };
}

type Addresses = Pick<Deployment, "hourglass" | "bazaar" | "sand" | "items" | "entryPoint">;

/**
 * Why an action of the owner would fail, known before anybody is asked to sign. The contracts decide; this only spares
 * the owner a signature for nothing.
 * @param action What is asked.
 * @param facts What the chain has now.
 * @param account Who acts.
 * @param deployment Addresses at which whatever is sent would be lost.
 * @returns A sentence for the player; undefined when nothing stands against it.
 */
export function refuseOwnerAction(
  action: OwnerAction,
  facts: OwnerFacts,
  account: Address,
  deployment: Addresses,
): string | undefined {
  switch (action.type) {
    case "leave":
      return refuseSand(action.amount, facts.vault, "Your bank holds");
    case "list":
      if (action.price <= 0n) return "The price is at least a grain of Sand for each piece.";
      return refuseItems(action.item, action.amount, facts);
    case "buyOffer": {
      const left = facts.offer?.left ?? 0;
      if (left === 0) return "Somebody was faster: this offer is gone.";
      if (action.amount > left) return `Somebody was faster: ${left} are left, ${action.amount} are asked for.`;
      if (action.amount < 1) return "Buy one piece at least.";
      return refuseSand(action.offer.price * BigInt(action.amount), facts.sand, "You have");
    }
    case "release":
      return facts.confinedUntil === 0 ? "Your account is open already." : undefined;
    case "cancelOffer":
      return facts.offer?.left ? undefined : "This offer is gone: everything is sold, or it was cancelled.";
    case "sendSand":
      return refuseRecipient(action.to, account, deployment) ?? refuseSand(action.amount, facts.sand, "You have");
    case "sendItem":
      return refuseRecipient(action.to, account, deployment) ?? refuseItems(action.item, action.amount, facts);
  }
}

function refuseSand(asked: bigint, seen: bigint, start: string): string | undefined {
  if (asked <= 0n) return "Say how much Sand: more than nothing.";
  return asked > seen ? `${start} ${sandText(seen)}, and ${sandText(asked)} are asked for.` : undefined;
}

function refuseItems(item: number, amount: number, { items, worn }: OwnerFacts): string | undefined {
  const seen = Number(items[item] ?? 0n);
  if (!Number.isSafeInteger(amount) || amount < 1) return "Say how many: one at least.";
  if (amount > seen) return `You have ${seen} ${itemName(item)} on chain, and ${amount} are asked for.`;
  if (amount === seen && worn.includes(item)) return `You wear your last ${itemName(item)}. Wear something else first.`;
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
