import type { UserOperation } from "viem/account-abstraction";

/** An ERC-4337 operation for EntryPoint v0.8. */
export type Operation = UserOperation<"0.8">;
