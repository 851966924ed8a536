import { numberToHex } from "viem";
import { sessionPaymasterGas } from "./decide/gas.ts";
import type { SponsorWorld } from "./decide/world.ts";
import type { CreateSponsorParameters, SponsorOffer } from "./sponsorTypes.ts";

/**
 * What a page must know before it requests a grant.
 * @param world What is paid for.
 * @param parameters The sponsor's name, and whether it has a relay.
 */
export function toOffer(
  { deployment, sessions, maxFeePerGas, maxPriorityFeePerGas }: SponsorWorld,
  { name, relay }: Pick<CreateSponsorParameters, "name" | "relay">,
): SponsorOffer {
  return {
    ...{ name: name ?? deployment.name, chainId: deployment.chainId, paymaster: deployment.sessionPaymaster },
    ...{ maxGas: sessions.maxGas, maxDuration: sessions.maxDuration, maxFeePerGas, maxPriorityFeePerGas },
    ...{ ...sessionPaymasterGas, relays: relay !== undefined },
  };
}

/** The same as JSON: wide numbers as 0x-hex. */
export const toWire = (offer: SponsorOffer) =>
  Object.fromEntries(
    Object.entries(offer).map(([name, value]) => [name, typeof value === "bigint" ? numberToHex(value) : value]),
  );
