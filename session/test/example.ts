import type { SessionModule } from "../src/grant/grant.ts";
import type { SponsorModule } from "../src/operation/voucher.ts";

/** Placeholders for a deployment; there are no contracts. */
export const exampleModule = {
  chainId: 31337,
  validator: "0x00000000000000000000000000000000000000bb",
  name: "Hourglass",
  p256Verifier: "0x00000000000000000000000000000000000000cc",
} as const satisfies SessionModule;

export const exampleSponsor = {
  chainId: 31337,
  paymaster: "0x00000000000000000000000000000000000000dd",
  name: "Hourglass",
  generation: 1,
} as const satisfies SponsorModule;

export const exampleTarget = "0x00000000000000000000000000000000000000ee" as const;
