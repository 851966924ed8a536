import type { Address, EIP1193Provider, Hex } from "viem";
import type { OpenParameters, Session } from "../sessions/types.ts";

/** Options of {@link createSessionProvider}. */
export type SessionProviderOptions = {
  /** Opens a session at `eth_requestAccounts` if none is open. Absent: only an open session is used. */
  open?: OpenParameters;
  /** What to do with a call that no permission covers: with `owner`, the owner signs it. Default `refuse`. */
  otherwise?: "refuse" | "owner";
  /** Announce by EIP-6963. Default: no. */
  announce?: { name: string; icon: `data:image/${string}`; rdns: string };
};

/** EIP-1193 and EIP-5792 on top of sessions. */
export type SessionProvider = Pick<EIP1193Provider, "request" | "on" | "removeListener"> & {
  readonly session: Session | undefined;
  /** Stops announcing and listening. */
  dispose: () => void;
};

/** A call in `eth_sendTransaction` or `wallet_sendCalls`. */
export type RequestedCall = { to?: Address; data?: Hex; input?: Hex; value?: Hex };
/** Parameter of `wallet_sendCalls`. */
export type RequestedCalls = { calls: readonly RequestedCall[]; id?: string; chainId?: Hex; from?: Address };
