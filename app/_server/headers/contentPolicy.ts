export type ContentPolicyOptions = {
  /** New for each request and unpredictable: 128 random bits or more, as base64. */
  nonce: string;
  /** `next dev` evaluates code and inserts styles into the page; the build does neither. */
  isDevelopment: boolean;
  /** Set if WalletConnect is configured: its relay is the only other server that a page connects to. */
  walletConnect: { relayUrl: string | undefined } | undefined;
};

/** Servers of WalletConnect's own client: the relay for messages, the frame for the check of a site's origin. */
const ofWalletConnect = {
  connect: ["wss://relay.walletconnect.com", "wss://relay.walletconnect.org", "https://verify.walletconnect.org"],
  frames: ["https://verify.walletconnect.com", "https://verify.walletconnect.org"],
};

/**
 * The Content-Security-Policy of a page. Scripts run if they carry the request's nonce, or were loaded by one that
 * does (`strict-dynamic`); nothing else runs, neither inline nor evaluated. `strict-dynamic` makes browsers ignore
 * `'self'`, so a file that somebody managed to upload to this site does not run as a script either.
 * @param options See {@link ContentPolicyOptions}.
 * @returns The header's value.
 */
export function createContentPolicy({ nonce, isDevelopment, walletConnect }: ContentPolicyOptions): string {
  const relay = walletConnect?.relayUrl && [new URL(walletConnect.relayUrl).origin];
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'none'"],
    "script-src": [`'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    // Style attributes are refused too. React and Phaser set styles through the object model, which no policy restricts.
    "style-src": ["'self'", ...(isDevelopment ? ["'unsafe-inline'"] : [])],
    // data: the icons of wallets (EIP-6963). blob: Phaser's loader makes images of what it fetched.
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...(walletConnect ? (relay ?? ofWalletConnect.connect) : [])],
    "media-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    ...(walletConnect ? { "frame-src": ofWalletConnect.frames } : {}),
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}
