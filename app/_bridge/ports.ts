import type { CardRequest, LaneEnd } from "@hourglass/session/core";
import type { Address, Hex } from "viem";
import type { TextMemory } from "@/game/ports";
import type { OwnerPort, SecurePort } from "./owner/ports";
import type { PlayPort } from "./playPort";
import type { Begin, SignersView, WaitingView } from "./signers/views";
import type { TheftOutcome } from "./theft/report";
import type { AskedLink, Door, NamedText } from "./views";

export type { CardRequest, LaneEnd, NamedText };

/**
 * Which parts answer, as the page sees it. `down` names the part that is down; the queue is kept meanwhile. `app`: this site
 * itself. `stream`: the site answers, but its event stream does not work.
 */
export type Health = Record<"app" | "stream" | "rpc" | "bundler" | "sponsor" | "database", "up" | "down" | "unknown">;

/** The wallet of this page now. `away`: locked, missing, or not there yet. */
export type WalletStatus = { status: "connecting" | "away" } | { status: "here"; address: Address };

/** How the bridge reaches the wallet that `app/_chain` is connected to. */
export type WalletLink = {
  read: () => WalletStatus;
  /** Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  /** Whether the address is a contract on this chain. */
  isContract: (address: Address) => Promise<boolean>;
  /** Asks the wallet for one signature of this address. */
  signTypedData: (address: Address, typedData: WalletTypedData) => Promise<Hex>;
};

/** The game's code: nobody should sign for an hour that cannot be played. */
export type EngineState = "loading" | "ready" | "failed";

/** The owner of the account: a device key stored in this browser, a passkey, or an injected wallet. */
export type OwnerView = {
  kind: "guest" | "passkey" | "wallet";
  /** Wallet address, or a short fingerprint of the key. */
  label: string;
  /** The PlayerAccount, known before it is deployed. */
  account: Address;
  /** For a wallet only: whether it could sign now. The session plays without it. */
  wallet?: WalletStatus;
  /** The owner is a contract, such as a Safe: its signers approve, and a transaction switches the key on. `signers` if it answers like a Safe. */
  contract?: { signers: SignersView | undefined };
  /** The owner is on another device and gave this browser a session; nothing else can be signed here. */
  isElsewhere?: true;
};

export type SessionView = {
  /** `granted`: signed, will be enabled by the first action. `enabled`: on chain. The others are ends. */
  state: "granted" | "enabled" | "expired" | "revoked";
  /** Why it is over, if it is. */
  end?: LaneEnd;
  /** Why actions wait, in a service's own words. */
  waiting?: string;
  /** Whether the numbers below are from the chain; until then they are the signed ones. */
  isRead: boolean;
  id: Hex;
  /** Short fingerprint of its key, as the page of all sessions shows it. */
  print: string;
  /** Unix seconds (chain clock) after which the client stops playing: the grant's end minus the bundler's margin. */
  playUntil: number;
  actionsLeft: number;
  actionsMax: number;
  sandLeft: bigint;
  sandMax: bigint;
  gasLeftWei: bigint;
  gasMaxWei: bigint;
  /** What the sponsor paid for how many of its operations on chain; undefined until the chain has said it. */
  paid?: { wei: bigint; operations: number } | undefined;
  /** `memory`: this browser refused to store the key, so it ends with the page. */
  keyStorage: "stored" | "memory";
  /** `follower`: another tab sends; this one shows. */
  lane: "sender" | "follower";
};

/** `lost`: it was on chain, a reorganisation removed it, and it was not sent again. */
export type OperationStatus = "queued" | "sending" | "pending" | "confirmed" | "rejected" | "lost";

/** One user operation, as a row of the panel. Newest first in the snapshot. */
export type OperationView = {
  id: string;
  /** "Walk 4 steps", "Gather wood" … in the order played. */
  actions: readonly string[];
  status: OperationStatus;
  userOpHash?: Hex;
  transactionHash?: Hex;
  gasUsed?: bigint;
  costWei?: bigint;
  paidBy?: "sponsor" | "account";
  /** Why it was rejected, for the player. */
  reason?: string;
  /** The rule that refused it, as the contract names it: what was seen, and what is allowed. */
  refusal?: { rule: string; values: readonly NamedText[] };
  startedAtMs: number;
  /** When the key signed it, and when a bundler accepted it; unknown after a reload. */
  signedAtMs?: number;
  acceptedAtMs?: number;
  /** From the action to the block. */
  latencyMs?: number;
  blockNumber?: bigint;
  /** Whether it created the account, and whether it switched the session key on. */
  deploys?: boolean;
  enables?: boolean;
};

/** A short message to the player; the UI announces it and lets it fade. */
export type Notice = { id: number; tone: "info" | "success" | "warning" | "error"; text: string };

export type BridgeSnapshot = {
  phase: "loading" | "disconnected" | "connected" | "granting" | "playing" | "ended";
  health: Health;
  owner: OwnerView | undefined;
  session: SessionView | undefined;
  operations: readonly OperationView[];
  /** Actions that are drawn but not yet in an operation. */
  queued: number;
  notices: readonly Notice[];
  /** Chain clock minus this machine's clock, in milliseconds. */
  clockOffsetMs: number;
  /** Set while something that the player asked for is in progress. */
  busy: "connecting" | "signing" | "ending" | undefined;
  /** The way in that is being tried. */
  opening: Door["kind"] | undefined;
  /** While an owner on another device is asked. */
  askedLink?: AskedLink | undefined;
  /** In how many seconds the hour of the next grant begins. */
  begin?: Begin;
  /** While the signers of an owner that is a contract are waited for. */
  waiting?: WaitingView | undefined;
  engine: EngineState;
  /** Why live updates do not arrive, if the site itself said so. */
  streamNote: string | undefined;
};

/** The one access for React (and for Phaser, through `game`) to session kit and chain. */
export type Bridge = {
  getSnapshot: () => BridgeSnapshot;
  /** Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  readonly game: PlayPort;
  /** What no session key can do: the Bazaar, sending, withdrawing Sand, opening a room. The owner is asked for each. */
  readonly owner: OwnerPort;
  /** Hands a guest's account over to a passkey or a wallet. */
  readonly secure: SecurePort;
  /** A text that this browser stores for this world, and deletes with it. Never a secret. */
  remember: (name: string) => TextMemory;
  /**
   * Reads a room, which is then in the game's world if there is one of this number.
   * @throws When the chain does not answer.
   */
  readRoom: (room: number) => Promise<void>;
  /** Makes the grant that the card shows, unless there is a young one. Called while the card is open. */
  prepareGrant: () => void;
  /** What the permission card shows for the next grant: read from the message that will be signed, as soon as it is made. */
  readGrant: () => CardRequest;
  /** The same of the session that runs, with the worst case from now on. */
  readSigned: () => CardRequest | undefined;
  /**
   * Tries a way in, and cancels another one that is being tried. A remembered passkey opens without a prompt, `new` and
   * `other` ask the device. The result is in the snapshot.
   */
  connect: (door: Door) => void;
  /** For an owner that is a contract: when the hour of the next grant begins. */
  chooseBegin: (begin: Begin) => void;
  /** Asks the wallet of a contract once more for the signatures that are waited for. */
  askSigners: () => void;
  /** Cancels the way in, or the signature, that the page waits for. Later answers are ignored. */
  cancel: () => void;
  /** Whether this browser remembers a passkey of this world. */
  knowsPasskey: () => Promise<boolean>;
  disconnect: () => void;
  /** Creates the session key and asks the owner for one EIP-712 signature. Queued actions are kept. */
  grant: () => void;
  /** Really tries to misuse the live session key, and returns what the chain said. */
  tryToSteal: () => Promise<TheftOutcome>;
  /** Revokes with the session key, relayed by the sponsor, and destroys the key. */
  endSession: () => void;
  /** The component that owns the canvas reports whether there is a game to play. */
  setEngine: (engine: EngineState) => void;
  dismissNotice: (id: number) => void;
  /** Stops every listener and timer. */
  dispose: () => void;
};

/** EIP-712 typed data as a wallet receives it. */
export type WalletTypedData = {
  domain: { name: string; version: string; chainId: number; verifyingContract: Address };
  types: Record<string, readonly { name: string; type: string }[]>;
  primaryType: string;
  message: Record<string, unknown>;
};
