import type { Address } from "viem";

/** Which passkey: the one that this browser remembers, a new one, or one created in another browser. */
export type PasskeyChoice = "remembered" | "new" | "other";

/** A way in. Code that knows wagmi asks the wallet; its answer is ignored after `signal` has aborted. */
export type Door =
  | { kind: "guest" }
  | { kind: "passkey"; which: PasskeyChoice }
  | { kind: "wallet"; ask: (signal: AbortSignal) => Promise<Address> }
  /** The owner is on another device and is asked by link. */
  | { kind: "link" };

/** A request that waits for its owner: link and code to show, and until when. */
export type AskedLink = {
  link: string;
  code: string;
  expiresAtMs: number;
  /** The mailbox did not answer, so the owner's answer can only come by hand. */
  isMailboxDown: boolean;
  /** Why what was pasted cannot be used. */
  problem: string | undefined;
  /** Takes an answer that was copied on the owner's device. */
  paste: (answer: string) => void;
};

/** Ways in to which an account can be handed over. */
export type VaultDoor = Exclude<Door, { kind: "guest" } | { kind: "link" }>;

/** One call that the owner signs, in words and as it is. */
export type PermissionView = {
  /** What it means to the player: "Put 2 wood up for sale". */
  words: string;
  /** `list(uint256,uint256,uint256)`. */
  functionSignature: string;
  target: Address;
  targetName: string;
};

/** A value and its name, as text. */
export type NamedText = { name: string; value: string };
