import { createStore, type StoreApi } from "zustand/vanilla";
import type { Config } from "@/app/_api/config";

/** How this deployment reaches WalletConnect; see `/api/config`. */
export type WalletConnectOptions = NonNullable<Config["walletConnect"]>;

/** A code that a wallet on another device can scan; after its end the wallet refuses it. */
export type PairingCode = { uri: string; expiresAtMs: number };

/** What the page shows while it waits for a wallet on another device. */
export type Pairing = StoreApi<{ code: PairingCode | undefined; cancel: () => void }>;

/** Without a word in the code: WalletConnect's own default. */
const DEFAULT_MS = 5 * 60_000;

export const createPairing = (): Pairing => createStore(() => ({ code: undefined, cancel: () => undefined }));

/** Reads until when a code can be used (`expiryTimestamp`, seconds). */
export function readCode(uri: string, nowMs: number): PairingCode {
  const seconds = Number(new URLSearchParams(uri.slice(uri.indexOf("?") + 1)).get("expiryTimestamp"));
  return { uri, expiresAtMs: seconds > 0 ? seconds * 1_000 : nowMs + DEFAULT_MS };
}
