import type { SessionProvider, SessionProviderOptions } from "./types.ts";

/**
 * Announces a provider by EIP-6963, and again whenever a page asks.
 * @param provider The provider.
 * @param info Undefined: it is not announced.
 * @returns Stops announcing.
 */
export function announceProvider(provider: SessionProvider, info: SessionProviderOptions["announce"]): () => void {
  if (!info || typeof window === "undefined") return () => undefined;
  const detail = Object.freeze({ info: { ...info, uuid: crypto.randomUUID() }, provider });
  const announce = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
  return () => window.removeEventListener("eip6963:requestProvider", announce);
}
