const LOCAL_CHAIN = 31337;

/**
 * The public explorer of a chain. The definitions of hundreds of chains are loaded only when an operation is looked up, and not
 * for a chain on one machine.
 * @param chainId Of this world.
 * @returns Its address without a slash at the end; undefined if viem knows none.
 */
export async function readExplorer(chainId: number): Promise<string | undefined> {
  if (chainId === LOCAL_CHAIN) return undefined;
  // A page that cannot load them has no link, and everything else.
  const chains: Readonly<Record<string, Known>> = await import("viem/chains").catch(() => ({}));
  return Object.values(chains)
    .find(({ id }) => id === chainId)
    ?.blockExplorers?.default.url.replace(/\/$/, "");
}

type Known = { id: number; blockExplorers?: { default: { url: string } } | undefined };
