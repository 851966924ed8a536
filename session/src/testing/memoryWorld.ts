import type { Address, Chain, LocalAccount } from "viem";
import { defineChain, getAddress, keccak256, slice, stringToHex } from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import type { SessionDeployment } from "../deployment.ts";
import { sessionModuleOf } from "../grant/grant.ts";
import type { Contracts } from "./chain/state.ts";

/** The chain, if a test names none. */
export const memoryChain: Chain = defineChain({
  id: 31337,
  name: "Memory",
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [] } },
});

/** An address that nobody uses. */
const addressFor = (name: string): Address => getAddress(slice(keccak256(stringToHex(`memory: ${name}`)), 0, 20));

/**
 * Addresses of contracts that nobody deployed.
 * @param chain The chain.
 * @param given Addresses that a test wants, such as those that its product is built with.
 */
export function createDeployment({ id }: Chain, given: Partial<SessionDeployment> = {}): SessionDeployment {
  return {
    ...{ chainId: id, name: "Memory", entryPoint: entryPoint08Address, startBlock: 0n },
    sessionValidator: addressFor("SessionValidator"),
    p256Verifier: addressFor("P256Sha256Verifier"),
    webAuthnVerifier: addressFor("ERC7913WebAuthnVerifier"),
    playerAccountFactory: addressFor("PlayerAccountFactory"),
    playerAccountImplementation: addressFor("PlayerAccount"),
    sessionPaymaster: addressFor("SessionPaymaster"),
    ...given,
  };
}

/**
 * The arguments of the contracts' constructors.
 * @param deployment Their addresses.
 * @param playTargets Contracts that accounts of device keys may call.
 * @param signer Signs for the sponsor.
 */
export function toContracts(
  deployment: SessionDeployment,
  playTargets: readonly Address[],
  signer: LocalAccount,
): Contracts {
  const { chainId, name, entryPoint, sessionPaymaster, webAuthnVerifier } = deployment;
  return {
    ...{ chainId, entryPoint: entryPoint ?? entryPoint08Address, module: sessionModuleOf(deployment) },
    ...{ factory: deployment.playerAccountFactory, implementation: deployment.playerAccountImplementation },
    ...{ webAuthnVerifier, playTargets },
    paymaster: sessionPaymaster && {
      chainId,
      name,
      paymaster: sessionPaymaster,
      generation: 1,
      signer: signer.address,
    },
  };
}
