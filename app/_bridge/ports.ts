import type { Address, Hex } from "viem";
import type { GamePort, TextMemory } from "@/game/ports";
import type { LaneEnd } from "@/session/laneTypes";
import type { OwnerPort, SecurePort } from "./owner/ports";

export type { LaneEnd };

/**
 * Who answers, as the page sees it. `down` names the part that is gone; the queue is kept meanwhile. `app`: this site
 * itself. `stream`: the site answers, but its event stream does not come through.
 */
export type Health = Record<"app" | "stream" | "rpc" | "bundler" | "sponsor" | "database", "up" | "down" | "unknown">;

/** The wallet of this page now. `away`: locked, gone, or not there yet. */
export type WalletStatus = { status: "connecting" | "away" } | { status: "here"; address: Address };

/** How the bridge reaches the wallet that `app/_chain` is connected to. */
export type WalletLink = {
  read: () => WalletStatus;
  /** Returns its own undo. */
  subscribe: (listener: () => void) => () => void;
  /** Whether the address is a contract on this chain. */
  isContract: (address: Address) => Promise<boolean>;
  /** Asks the wallet for one signature of this address. */
  signTypedData: (address: Address, typedData: WalletTypedData) => Promise<Hex>;
};

/** The game's code: an hour that nobody can play must not be signed for. */
export type EngineState = "loading" | "ready" | "failed";

/** A way in. A wallet is asked by whoever knows wagmi; what it answers after `signal` has aborted counts for nothing. */
export type Door =
  | { kind: "guest" }
  | { kind: "passkey"; which: PasskeyChoice }
  | { kind: "wallet"; ask: (signal: AbortSignal) => Promise<Address> };

/** Whoever an account can be handed to. */
export type VaultDoor = Exclude<Door, { kind: "guest" }>;

/** The owner behind the account: a device key kept in this browser, a passkey, or an injected wallet. */
export type OwnerView = {
  kind: "guest" | "passkey" | "wallet";
  /** Wallet address, or a short fingerprint of the key. */
  label: string;
  /** The PlayerAccount, known before it is deployed. */
  account: Address;
  /** Of a wallet only: whether it could sign now. The session plays without it. */
  wallet?: WalletStatus;
};

/** Which passkey is meant: the one that this browser remembers, one that is made now, one that another browser made. */
export type PasskeyChoice = "remembered" | "new" | "other";

/** One line of the permission card: what the key may call. */
export type PermissionView = {
  /** What it means to the player: "Walk up to 32 steps". */
  words: string;
  /** The text that is signed and enforced: `move(bytes)`. */
  functionSignature: string;
  target: Address;
  targetName: string;
};

/** Everything that the permission card shows before the owner signs. */
export type GrantView = {
  permissions: readonly PermissionView[];
  durationSeconds: number;
  maxActions: number;
  maxSand: bigint;
  maxGasWei: bigint;
  paymaster: Address;
  /** What the key can never do, in words. */
  never: readonly string[];
  /** The worst that a thief of the key could do within these limits, in words. */
  worstCase: string;
};

export type SessionView = {
  /** `granted`: signed, rides on the first action. `enabled`: on chain. The others are ends. */
  state: "granted" | "enabled" | "expired" | "revoked";
  /** Why it is over, when it is. */
  end?: LaneEnd;
  /** Why what was played waits, in a service's own words. */
  waiting?: string;
  /** Whether the numbers below are the chain's; until then they are the signed ones. */
  isRead: boolean;
  id: Hex;
  /** Unix seconds (chain clock) after which the client plays no more: the grant's end less the bundler's margin. */
  playUntil: number;
  actionsLeft: number;
  actionsMax: number;
  sandLeft: bigint;
  sandMax: bigint;
  gasLeftWei: bigint;
  gasMaxWei: bigint;
  /** `memory`: this browser refused to store the key, so it ends with the page. */
  keyStorage: "stored" | "memory";
  permissions: readonly PermissionView[];
  /** `follower`: another tab sends; this one shows. */
  lane: "sender" | "follower";
};

/** `lost`: it was on chain, a reorganisation took it back, and it was not sent again. */
export type OperationStatus = "queued" | "sending" | "pending" | "confirmed" | "rejected" | "lost";

/** One user operation, as a row of the panel. Newest first in the snapshot. */
export type OperationView = {
  id: string;
  /** "Walk 4 steps", "Gather wood" … in playing order. */
  actions: readonly string[];
  status: OperationStatus;
  userOpHash?: Hex;
  transactionHash?: Hex;
  gasUsed?: bigint;
  costWei?: bigint;
  paidBy?: "sponsor" | "account";
  /** Why it was rejected, for the player. */
  reason?: string;
  startedAtMs: number;
  /** From sending to confirmation. */
  latencyMs?: number;
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
  /** Set while something that the player asked for is under way. */
  busy: "connecting" | "signing" | "ending" | undefined;
  /** The way in that is being tried. */
  opening: Door["kind"] | undefined;
  engine: EngineState;
  /** Why live updates do not come, where the site itself said so. */
  streamNote: string | undefined;
};

/** The one door from React (and from Phaser, through `game`) to session kit and chain. */
export type Bridge = {
  getSnapshot: () => BridgeSnapshot;
  /** Returns its own undo. */
  subscribe: (listener: () => void) => () => void;
  readonly game: GamePort;
  /** What no session key can do: the Bazaar, sending, leaving with Sand. Each is asked from the owner. */
  readonly owner: OwnerPort;
  /** Hands a guest's account over to a passkey or a wallet. */
  readonly secure: SecurePort;
  /** A text that this browser keeps for this world, and forgets with it. Never a secret. */
  remember: (name: string) => TextMemory;
  /** What the permission card shows for the next grant. */
  readGrant: () => GrantView;
  /**
   * Tries a way in; another one that is being tried is given up. A remembered passkey opens without a prompt, `new` and
   * `other` ask the device. What came of it is in the snapshot.
   */
  connect: (door: Door) => void;
  /** Gives up the way in, or the signature, that is waited for. What is answered later counts for nothing. */
  cancel: () => void;
  /** Whether this browser remembers a passkey of this world. */
  knowsPasskey: () => Promise<boolean>;
  disconnect: () => void;
  /** Makes the session key and asks the owner for one EIP-712 signature. Queued actions are kept. */
  grant: () => void;
  /** Revokes by the session key, relayed by the sponsor, and destroys the key. */
  endSession: () => void;
  /** The component that owns the canvas tells whether there is a game to play. */
  setEngine: (engine: EngineState) => void;
  dismissNotice: (id: number) => void;
  /** Stops every listener and timer. */
  dispose: () => void;
};

/** EIP-712 typed data as a wallet gets it. */
export type WalletTypedData = {
  domain: { name: string; version: string; chainId: number; verifyingContract: Address };
  types: Record<string, readonly { name: string; type: string }[]>;
  primaryType: string;
  message: Record<string, unknown>;
};
