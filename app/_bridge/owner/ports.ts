import type { Address, Hex } from "viem";
import type { ItemId, Length, Seconds } from "@/game/rules/types";
import type { PermissionView, VaultDoor } from "../views";

/** One offer of the Bazaar, as it is on chain. */
export type Offer = {
  /** Its number, counted from 1. */
  number: bigint;
  seller: Address;
  item: ItemId;
  /** Pieces still for sale; 0: sold out or cancelled. */
  left: number;
  /** Per piece, smallest unit of Sand. */
  price: bigint;
};

/** What a session key cannot do, because no grant names it. Sand in its smallest unit, items in whole pieces. */
export type OwnerAction =
  | { type: "withdraw"; amount: bigint }
  | { type: "list"; item: ItemId; amount: number; price: bigint }
  | { type: "buyOffer"; offer: Offer; amount: number }
  | { type: "cancelOffer"; offer: Offer }
  | { type: "sendSand"; to: Address; amount: bigint }
  | { type: "sendItem"; to: Address; item: ItemId; amount: number }
  /** Opens a room whose expedition starts so many seconds after the calls were built, for everybody at once. */
  | { type: "openRoom"; length: Length; inSeconds: Seconds }
  /** Ends the confinement after a device key handed the account over, once its time is over. */
  | { type: "release" };

/** An action in words, shown before the owner is asked. */
export type OwnerWords = {
  /** "Sell 3 wood". */
  title: string;
  /** Everything that will happen, in one or two sentences. */
  sentence: string;
  /** The result once it is on chain. */
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
 * The state of one action. `reading`: reading facts from the chain. `ready`: waiting for the player's agreement.
 * `asking`: the sponsor first, then the owner. `sent`: on its way. `unheard`: sent, and the result is
 * unknown.
 */
export type OwnerStep = "reading" | "ready" | "asking" | "sent" | "confirmed" | "declined" | "refused" | "unheard";

export type OwnerWork = {
  step: OwnerStep;
  action: OwnerAction;
  words: OwnerWords;
  /** Known from `ready` on. */
  plan?: OwnerPlan;
  /** Why it was refused, or its result is unknown, for the player. */
  reason?: string;
  /** What the player can do about it. */
  remedy?: "secure" | "release";
  transactionHash?: Hex;
  /** Number of the room that was opened, once it is on chain. */
  room?: number | undefined;
};

export type OwnerSnapshot = {
  work: OwnerWork | undefined;
  /** The player looks at it. Work that was put aside continues, and ends with a message. */
  isShown: boolean;
  /** Counts confirmations, so that the Bazaar knows when to read again. */
  confirmed: number;
  /** The room that this player opened last in this visit. */
  room?: number | undefined;
};

/** A page of the Bazaar, newest first. */
export type OfferPage = {
  offers: readonly Offer[];
  /** Pass it to get older offers; undefined: this was the oldest page. */
  older: bigint | undefined;
};

/**
 * The state of securing an account. `opening`: asking passkey or wallet for the owner. `proving`: it signs that it takes over the
 * account. `sent`: the device key has signed, waiting for the chain. `failed`: nothing changed, unless the reason says otherwise.
 */
export type SecureStep = "choosing" | "opening" | "proving" | "sent" | "failed";

export type SecureSnapshot = { step: SecureStep; with?: VaultDoor["kind"]; reason?: string } | undefined;

/** React's access to handing over a guest's account. Ends with the question for a new session. */
export type SecurePort = {
  /** Undefined: it is not shown. */
  getSnapshot: () => SecureSnapshot;
  /** Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  ask: () => void;
  /** Chooses the new owner. */
  choose: (door: VaultDoor) => Promise<void>;
  /** Cancels, until it is sent. */
  close: () => void;
};

/** React's only access to what only the owner does. One thing at a time: an owner signs by hand. */
export type OwnerPort = {
  getSnapshot: () => OwnerSnapshot;
  /** Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  /** Reads the chain, then shows what will be signed. If something is under way, that is shown instead. */
  ask: (action: OwnerAction) => Promise<void>;
  /** The player agreed: asks the sponsor, then the owner, and sends. Does nothing unless a plan is shown. */
  sign: () => Promise<void>;
  /** Stops waiting for a signature; a later signature is not sent. */
  giveUp: () => void;
  /** Puts aside what is under way, and discards anything else. */
  close: () => void;
  /**
   * Open offers, newest first.
   * @param older From the previous page.
   * @throws when the chain does not answer.
   */
  readOffers: (older?: bigint) => Promise<OfferPage>;
};
