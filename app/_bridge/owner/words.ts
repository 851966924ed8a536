import { formatUnits } from "viem";
import { readLength } from "@/game/rules/clock";
import { nameItem } from "@/game/rules/lookup";
import { namePlayer } from "@/game/rules/playerName";
import type { OwnerAction, OwnerWords } from "./ports";

/**
 * Sand in full: a signed amount is never shortened or rounded.
 * @param amount Smallest unit.
 * @returns For example "2.5 Sand".
 */
export function sandText(amount: bigint): string {
  return `${formatUnits(amount, 18)} Sand`;
}

/**
 * What an action of the owner does, in plain words, before anybody signs.
 * @param action The requested action.
 * @returns Title, sentence, and the text after it is done.
 */
export function describeOwnerAction(action: OwnerAction): OwnerWords {
  switch (action.type) {
    case "withdraw": {
      const sand = sandText(action.amount);
      return {
        title: `Withdraw ${sand}`,
        sentence: `Withdraw ${sand} from your vault. The session key can then spend it at camps, and you can send it or trade with it.`,
        done: `You withdrew ${sand} from your vault.`,
      };
    }
    case "list": {
      const goods = pieces(action.item, action.amount);
      const price = `${sandText(action.price)}${action.amount > 1 ? " each" : ""}`;
      return {
        title: `Sell ${goods}`,
        sentence: `Sell ${goods} for ${price} in the Bazaar. The Bazaar keeps what you offer until somebody buys it or you take it back.`,
        done: `${goods} for sale in the Bazaar.`,
      };
    }
    case "buyOffer": {
      const { seller, item, price } = action.offer;
      const goods = pieces(item, action.amount);
      const cost = sandText(price * BigInt(action.amount));
      return {
        title: `Buy ${goods}`,
        sentence: `Buy ${goods} from ${namePlayer(seller)} for ${cost}${action.amount > 1 ? ` in all, ${sandText(price)} each` : ""}. You pay exactly that or nothing.`,
        done: `You bought ${goods} for ${cost}.`,
      };
    }
    case "cancelOffer": {
      const goods = pieces(action.offer.item, action.offer.left);
      return {
        title: `Take back ${goods}`,
        sentence: `Your offer in the Bazaar ends, and what is not sold by then, now ${goods}, comes back to you.`,
        done: "Your offer ended. What was not sold is yours again.",
      };
    }
    case "openRoom": {
      const { name } = readLength(action.length);
      const minutes = Math.round(action.inSeconds / 60);
      return {
        title: `Open a room for a ${name}`,
        sentence: `A ${name} on an island of its own starts in ${minutes} min, for everybody who joins. It costs no Sand and earns none.`,
        done: "Your room is open.",
      };
    }
    case "release":
      return {
        title: "Unlock your account",
        sentence: "Everything in your account can be sold and sent again.",
        done: "Your account is unlocked.",
      };
    case "sendSand":
      return sending(sandText(action.amount), action.to);
    case "sendItem":
      return sending(pieces(action.item, action.amount), action.to);
  }
}

/**
 * What is said when a room is on chain.
 * @param words Of the action that opened it.
 * @param room Its number.
 */
export function describeOpenedRoom(words: OwnerWords, room: number): OwnerWords {
  return { ...words, done: `Room ${room} is open. Send its link to who should join.` };
}

function sending(goods: string, to: string): OwnerWords {
  return {
    title: `Send ${goods}`,
    sentence: `Send ${goods} to ${to}, whom the island calls ${namePlayer(to)}. It cannot be taken back.`,
    done: `${goods} sent to ${namePlayer(to)}.`,
  };
}

function pieces(item: number, amount: number): string {
  return `${amount} ${nameItem(item)}`;
}
