import { getAddress, isAddress } from "viem";
import { z } from "zod";

const address = z
  .string()
  .refine((text) => isAddress(text, { strict: false }), "not an address")
  .transform((text) => getAddress(text));

/** What the page must know before it can show the island. Further fields of the answer are kept for the bridge. */
const schema = z.looseObject({
  chainId: z.number().int().positive(),
  chainName: z.string().min(1).default("Hourglass local chain"),
  /** What a wallet is told when it is offered this chain; absent: this site's own proxy. */
  walletRpcUrl: z.url().optional(),
  addresses: z.record(z.string(), address),
});

export type PublicConfig = z.infer<typeof schema>;

/** Reads which chain and contracts this site plays on. Throws with words for the player. */
export async function readConfig(signal?: AbortSignal): Promise<PublicConfig> {
  const response = await fetch("/api/config", { signal: signal ?? null, cache: "no-store" });
  if (!response.ok) throw new Error(`The server answered ${response.status} when asked where the island is.`);
  const parsed = schema.safeParse(await response.json());
  if (!parsed.success) {
    throw new Error(`The server does not say where the island is: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
