import { type Address, type Hex, keccak256 } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { ServerEnv } from "@/app/_env/server";

/**
 * Whose operations the bundler is asked to send. A bundler simulates, and pays for what then goes another way on chain;
 * code that nobody knows may look at where it runs. So all code that validation reaches must be known.
 */
export type BundlingPolicy = {
  /** What may make an account. */
  factories: ReadonlySet<string>;
  /** What may stand behind a clone, and accounts by their own address. */
  accounts: ReadonlySet<string>;
  /** keccak256 of an account's whole code. */
  codes: ReadonlySet<string>;
  /** Validators that a nonce key may name. */
  modules: ReadonlySet<string>;
  paymasters: ReadonlySet<string>;
  /** Contracts that may be asked whether an owner or a session key signed: ERC-7913 verifiers, ERC-1271 owners. */
  signers: ReadonlySet<string>;
  /** Contracts that a grant may have asked for each call (ISessionPolicy). */
  policies: ReadonlySet<string>;
};

/**
 * The policy of a world: its own factory, accounts, module, paymaster and verifiers, and what the environment adds.
 * @param deployment Addresses of this world.
 * @param also BUNDLER_ALSO.
 * @returns The policy.
 */
export function createPolicy(deployment: Deployment, also: ServerEnv["BUNDLER_ALSO"]): BundlingPolicy {
  return {
    factories: new Set([deployment.playerAccountFactory, ...also.factory]),
    accounts: new Set([deployment.playerAccountImplementation, ...also.account]),
    codes: new Set(also.code),
    modules: new Set([deployment.sessionValidator, ...also.module]),
    paymasters: new Set([deployment.sessionPaymaster, ...also.paymaster]),
    signers: new Set([deployment.p256Verifier, deployment.webAuthnVerifier, ...also.signer]),
    policies: new Set(also.policy),
  };
}

/** ERC-1167: what stands before and after the implementation's address; arguments of the clone may follow. */
const CLONE = /^0x363d3d373d3d3d363d73([0-9a-f]{40})5af43d82803e903d91602b57fd5bf3/;

/** `own`: of this world. `other`: let in by the environment, with all of its code. */
export type AccountKind = "own" | "other";

/**
 * What an account that is deployed is to the policy.
 * @param policy See {@link BundlingPolicy}.
 * @param deployment Addresses of this world.
 * @param account Its address.
 * @param code Its code.
 * @returns Its kind; undefined when nobody knows it.
 */
export function readKind(
  policy: BundlingPolicy,
  deployment: Deployment,
  account: Address,
  code: Hex,
): AccountKind | undefined {
  const implementation = `0x${CLONE.exec(code)?.[1]}`;
  if (implementation === deployment.playerAccountImplementation) return "own";
  const isKnown =
    policy.accounts.has(account) || policy.accounts.has(implementation) || policy.codes.has(keccak256(code));
  return isKnown ? "other" : undefined;
}
