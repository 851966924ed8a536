import { type Address, type Hex, keccak256, type PublicClient } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { ServerEnv } from "@/app/_env/server";

/**
 * Whose operations the bundler is asked to send. A bundler simulates, and pays if the operation then behaves differently on
 * chain; unknown code can detect where it runs. So all code that validation reaches must be known.
 */
export type BundlingPolicy = {
  /** Contracts that may create an account. */
  factories: ReadonlySet<string>;
  /** Implementations of clones, and accounts by their own address. */
  accounts: ReadonlySet<string>;
  /** keccak256 of an account's whole code. */
  codes: ReadonlySet<string>;
  /** Validators that a nonce key may name. */
  modules: ReadonlySet<string>;
  paymasters: ReadonlySet<string>;
  /** Contracts that may verify the signature of an owner or a session key: ERC-7913 verifiers, ERC-1271 owners. */
  signers: ReadonlySet<string>;
  /** Contracts that a grant may name as a policy (ISessionPolicy). */
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

/** What checking an operation needs: the chain, and what belongs to this world. */
export type BundlingWorld = { chain: PublicClient; deployment: Deployment; policy: BundlingPolicy };

/** ERC-1167: the code before and after the implementation's address; arguments of the clone may follow. */
const CLONE = /^0x363d3d373d3d3d363d73([0-9a-f]{40})5af43d82803e903d91602b57fd5bf3/;

/** `own`: of this world. `other`: allowed by the environment, with all of its code. */
export type AccountKind = "own" | "other";

/**
 * Which kind of account a deployed account is.
 * @param policy See {@link BundlingPolicy}.
 * @param deployment Addresses of this world.
 * @param account Its address.
 * @param code Its code.
 * @returns Its kind; undefined when it is unknown.
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
