export type ContentPolicyOptions = {
  /** Fresh for each request, and not to be guessed: 128 random bits or more, as base64. */
  nonce: string;
  /** `next dev` evaluates code and puts styles into the page; the build does neither. */
  isDevelopment: boolean;
  /** WalletConnect is configured: its relay is the one place outside of this site that a page talks to. */
  usesWalletConnect: boolean;
};

/** Where WalletConnect's own client goes: the relay for messages, the frame for the check of a site's origin. */
const walletConnect = {
  connect: ["wss://relay.walletconnect.com", "wss://relay.walletconnect.org", "https://verify.walletconnect.org"],
  frames: ["https://verify.walletconnect.com", "https://verify.walletconnect.org"],
};

/**
 * The Content-Security-Policy of a page. Scripts run when they carry the request's nonce, or were loaded by one that
 * does (`strict-dynamic`); nothing else does, neither inline nor evaluated. `strict-dynamic` makes browsers ignore
 * `'self'`, so that a file that somebody managed to place on this site is no script either.
 * @param options See {@link ContentPolicyOptions}.
 * @returns The header's value.
 */
export function createContentPolicy({ nonce, isDevelopment, usesWalletConnect }: ContentPolicyOptions): string {
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'none'"],
    "script-src": [`'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    // Style attributes are refused too. React and Phaser set styles through the object model, which no policy concerns.
    "style-src": ["'self'", ...(isDevelopment ? ["'unsafe-inline'"] : [])],
    // data: the icons of wallets (EIP-6963). blob: how Phaser's loader makes images of what it fetched.
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...(usesWalletConnect ? walletConnect.connect : [])],
    "media-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    ...(usesWalletConnect ? { "frame-src": walletConnect.frames } : {}),
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}
