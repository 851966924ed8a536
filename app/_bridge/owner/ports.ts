import type { Address, Hex } from "viem";
import type { ItemId } from "@/game/rules/types";
import type { PermissionView, VaultDoor } from "../ports";

/** One offer of the Bazaar, as the chain has it. */
export type Offer = {
  /** Its number; they count up from 1. */
  number: bigint;
  seller: Address;
  item: ItemId;
  /** Pieces that are still for sale; 0: sold out or cancelled. */
  left: number;
  /** Per piece, smallest unit of Sand. */
  price: bigint;
};

/** What a session key cannot do, because no grant names it. Sand in its smallest unit, items in whole pieces. */
export type OwnerAction =
  | { type: "leave"; amount: bigint }
  | { type: "list"; item: ItemId; amount: number; price: bigint }
  | { type: "buyOffer"; offer: Offer; amount: number }
  | { type: "cancelOffer"; offer: Offer }
  | { type: "sendSand"; to: Address; amount: bigint }
  | { type: "sendItem"; to: Address; item: ItemId; amount: number }
  /** What a device key handed over may be used in full, once its time is over. */
  | { type: "release" };

/** An action in words, as it is shown before the owner is asked. */
export type OwnerWords = {
  /** "Sell 3 wood". */
  title: string;
  /** All that will happen, in one or two sentences. */
  sentence: string;
  /** What is so when it is on chain. */
  done: string;
};

/** What the owner signs: the calls in order, and their bytes as a wallet shows them. */
export type OwnerPlan = {
  calls: readonly PermissionView[];
  account: Address;
  entryPoint: Address;
  callData: Hex;
};

/**
 * Where one action stands. `reading`: the chain is asked what is missing. `ready`: nothing happens before the player
 * says yes. `asking`: the sponsor first, then the owner. `sent`: on its way. `unheard`: sent, and nobody said what became
 * of it.
 */
export type OwnerStep = "reading" | "ready" | "asking" | "sent" | "confirmed" | "declined" | "refused" | "unheard";

export type OwnerWork = {
  step: OwnerStep;
  action: OwnerAction;
  words: OwnerWords;
  /** Known from `ready` on. */
  plan?: OwnerPlan;
  /** Why it was refused, or is not known, for the player. */
  reason?: string;
  /** What the player can do about that. */
  remedy?: "secure" | "release";
  transactionHash?: Hex;
};

export type OwnerSnapshot = {
  work: OwnerWork | undefined;
  /** The player looks at it. Work that was put aside goes on, and ends with a notice. */
  isShown: boolean;
  /** Counts what was confirmed, so that whoever shows the Bazaar knows when to read it anew. */
  confirmed: number;
};

/** A page of the Bazaar, newest first. */
export type OfferPage = {
  offers: readonly Offer[];
  /** Ask with it for what is older; undefined: this was the oldest. */
  older: bigint | undefined;
};

/**
 * Where securing an account stands. `opening`: passkey or wallet is asked who it is. `proving`: it signs that it takes the
 * account. `sent`: the device key has signed, and the chain has to. `failed`: nothing changed, or the reason says otherwise.
 */
export type SecureStep = "choosing" | "opening" | "proving" | "sent" | "failed";

export type SecureSnapshot = { step: SecureStep; with?: VaultDoor["kind"]; reason?: string } | undefined;

/** The door from React to handing a guest's account over. It ends with the question for a new session. */
export type SecurePort = {
  /** undefined: it is not shown. */
  getSnapshot: () => SecureSnapshot;
  /** Returns its own undo. */
  subscribe: (listener: () => void) => () => void;
  ask: () => void;
  /** Who is to own the account from now on. */
  choose: (door: VaultDoor) => Promise<void>;
  /** Gives up, until it is sent. */
  close: () => void;
};

/** The one door from React to what only the owner does. One thing at a time: an owner signs by hand. */
export type OwnerPort = {
  getSnapshot: () => OwnerSnapshot;
  /** Returns its own undo. */
  subscribe: (listener: () => void) => () => void;
  /** Looks at the chain, then shows what will be signed. While something is under way, that is shown instead. */
  ask: (action: OwnerAction) => Promise<void>;
  /** The player said yes: asks the sponsor, the owner, and sends. Does nothing unless a plan is shown. */
  sign: () => Promise<void>;
  /** Waits no longer for a signature; what the owner signs later is not sent. */
  giveUp: () => void;
  /** Puts aside what is under way, and forgets what is not. */
  close: () => void;
  /**
   * Open offers, newest first.
   * @param older Of the page before.
   * @throws when the chain does not answer.
   */
  readOffers: (older?: bigint) => Promise<OfferPage>;
};
