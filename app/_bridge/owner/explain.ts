import {
  CancelledError,
  decodeRevert,
  failureText,
  OwnerDeclinedError,
  RefusedError,
  SessionError,
  UnavailableError,
  WaitEndedError,
} from "@hourglass/session/core";
import type { Hex } from "viem";
import { bazaarAbi, hourglassAbi, itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import { explainBudget } from "../sponsorBudget";

/** Errors of all contracts that an owner's action calls. */
export const ownerErrorAbi = [...bazaarAbi, ...hourglassAbi, ...itemsAbi, ...sandAbi];

/** Texts for the player, by the name of the contracts' error. */
const texts: Readonly<Record<string, string>> = {
  ListingTooSmall: "Somebody was faster: less is left of this offer than you asked for.",
  NotTheSeller: "Only the seller takes back an offer.",
  CostAboveMax: "It costs more than what you agreed to.",
  ItemIsWorn: "You wear your last piece of it. Wear something else first.",
  SandTooLow: "There is not that much Sand.",
  RoomTimeInvalid: "Its start was over before you signed. Try again: it counts from now.",
  ERC20InsufficientBalance: "You do not have that much Sand.",
  ERC20InsufficientAllowance: "The Bazaar was not allowed to take that much Sand.",
  ERC1155InsufficientBalance: "You do not have that many on chain.",
  ERC1155MissingApprovalForAll: "The Bazaar was not allowed to take items.",
  ERC1155InvalidReceiver: "That address cannot hold items.",
};

/** How an attempt ended before it was on chain. */
export type Attempt = { step: "declined" | "refused"; reason: string };

/**
 * Why an action of the owner did not get on chain.
 * @param error What the kit threw.
 * @returns For the player, with what to do next.
 */
export function explainAttempt(error: unknown): Attempt {
  if (error instanceof OwnerDeclinedError) {
    return { step: "declined", reason: "The owner did not sign. Nothing was sent, and nothing changed." };
  }
  if (error instanceof CancelledError || error instanceof WaitEndedError) {
    return { step: "declined", reason: `${error.shortMessage} Nothing was sent, and nothing changed.` };
  }
  return { step: "refused", reason: reasonOf(error) };
}

/**
 * Why the calls of an operation were undone on chain.
 * @param data Their revert data, if known.
 * @returns For the player.
 */
export function explainRevert(data: Hex | undefined): string {
  const { contractError } = data ? decodeRevert(data, ownerErrorAbi) : {};
  const name = contractError?.name;
  return `The blockchain reverted it. ${(name && (texts[name] ?? name)) || "It did not say why."}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof UnavailableError) return `${error.shortMessage} Nothing was sent; try again in a moment.`;
  if (!(error instanceof RefusedError)) {
    return error instanceof SessionError ? error.shortMessage : "That did not work. Please try again.";
  }
  const said = `${error.shortMessage} ${error.details ?? ""}`;
  const name = error.contractError?.name ?? Object.keys(texts).find((each) => said.includes(each));
  if (name && texts[name]) return texts[name];
  if (error.part !== "sponsor")
    return failureText(error.entryPointCode ? { entryPointCode: error.entryPointCode } : {}) ?? error.shortMessage;
  return explainBudget(error) ?? `${error.shortMessage.replace(/[.\s]+$/, "")}. Nothing was sent.`;
}
