import type { Address, Hash } from "viem";
import type { ContractName } from "./creations.ts";

/** One step of a deployment. */
export type DeployStep = {
  does: "deploy" | "stake" | "deposit";
  contract: ContractName | "EntryPoint";
  address: Address;
  hash: Hash | undefined;
};
