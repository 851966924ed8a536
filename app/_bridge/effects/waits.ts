/** How long each answer is waited for, in milliseconds. Whoever waits can also cancel. */
export const WAITS = {
  /** A person reads a hardware wallet's small screen. */
  walletMs: 300_000,
  /** The device asks for a finger or a PIN, and gives up by itself at about the same time. */
  passkeyMs: 120_000,
  /** WebCrypto makes a key in milliseconds. */
  keyMs: 10_000,
  /** Code of a part of the page. */
  codeMs: 20_000,
  /** A chain that is asked for an account. */
  chainMs: 15_000,
  /** The relay, and the block in which the end of a session is. */
  endMs: 45_000,
} as const;
