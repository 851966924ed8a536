/** How long to wait for each answer, in milliseconds. The player can also cancel. */
export const WAITS = {
  /** A person reads a hardware wallet's small screen. */
  walletMs: 300_000,
  /** Several people, each with a wallet of their own. */
  signersMs: 3_600_000,
  /** The device asks for a fingerprint or a PIN, and gives up by itself at about the same time. */
  passkeyMs: 120_000,
  /** WebCrypto makes a key in milliseconds. */
  keyMs: 10_000,
  /** Code of a part of the page. */
  codeMs: 20_000,
  /** Asking the chain for an account. */
  chainMs: 15_000,
  /** The relay, and the block that contains the end of a session. */
  endMs: 45_000,
} as const;
