import { decodeFunctionData, type Hex, isAddressEqual, isHex, numberToHex, zeroAddress } from "viem";
import { getUserOperationHash, type UserOperation } from "viem/account-abstraction";

import type { Deployment } from "@/app/_api/config";
import { errorCode } from "@/app/_api/jsonRpc";
import { playerAccountAbi, playerAccountFactoryAbi } from "@/session/generated/abis";
import { type Grant, hashGrant, sessionModuleOf } from "@/session/grant";
import { decodeSignature } from "@/session/operationSignature";
import { readPolicies } from "@/session/rules";
import { toSigner } from "@/session/sessionId";
import { Failure } from "../failure";
import type { BundledOperation } from "./operation";
import type { AccountKind } from "./policy";
import type { BundlingWorld } from "./requirePolicy";

/**
 * Who is asked in validation whether it signed, and what; or, of a policy, whether a call may be made. `signed` is missing
 * where no contract of its own is asked.
 */
export type AskedSigner = {
  what: "owner" | "session key" | "policy";
  signer: Hex;
  signed?: { digest: Hex; signature: Hex };
};

/**
 * Whom the validation of an operation will ask, as far as this world's contracts ask: its module for a session's key, its
 * accounts for their owner. Another world's account is let in with all that it does (BUNDLER_ALSO).
 * @param world Chain and deployment.
 * @param operation Complete.
 * @param kind What its account is.
 * @returns The signers.
 * @throws Failure for a signature that cannot be read.
 */
export async function readSigners(
  world: BundlingWorld,
  operation: BundledOperation,
  kind: AccountKind,
): Promise<AskedSigner[]> {
  const { sessionValidator } = world.deployment;
  const { nonce, signature } = operation;
  if (!isAddressEqual(numberToHex(nonce >> 96n, { size: 20 }), sessionValidator)) {
    if (kind === "other") return [];
    const signed = { digest: hashOperation(world.deployment, operation), signature };
    return [{ what: "owner", signer: await readOwner(world, operation), signed }];
  }
  const decoded = decodeSignature(signature);
  if (!decoded) throw unreadable();
  const key: AskedSigner = { what: "session key", signer: toSigner(decoded.key, world.deployment.p256Verifier) };
  // A session that is enabled: nothing but what stands here is asked, and the chain need not be.
  if (!decoded.enables) return [key, ...toAsked(readPoliciesOf(decoded.rules))];
  const { terms, ownerSignature } = decoded;
  const asked = [key, ...toAsked(terms.permissions.flatMap(({ policies }) => policies.map(({ policy }) => policy)))];
  if (kind === "other") return asked;
  const grant: Grant = {
    ...{ ...terms, account: operation.sender, sessionKey: key.signer, nonceKey: nonce >> 64n },
    paymaster: operation.paymaster ?? zeroAddress,
  };
  const signed = { digest: hashGrant(sessionModuleOf(world.deployment), grant), signature: ownerSignature };
  return [{ what: "owner", signer: await readOwner(world, operation), signed }, ...asked];
}

const toAsked = (policies: readonly Hex[]) => policies.map((signer): AskedSigner => ({ what: "policy", signer }));

function readPoliciesOf(rules: Hex): Hex[] {
  try {
    return readPolicies(rules);
  } catch {
    throw unreadable();
  }
}

/** The present owner; of an account that this operation makes, the one that its factory will give it. */
async function readOwner({ chain }: BundlingWorld, { sender, factory, factoryData }: BundledOperation): Promise<Hex> {
  if (!factory) return chain.readContract({ address: sender, abi: playerAccountAbi, functionName: "owner" });
  try {
    const { args } = decodeFunctionData({ abi: playerAccountFactoryAbi, data: factoryData ?? "0x" });
    const [owner] = args as readonly unknown[];
    if (isHex(owner)) return owner;
  } catch {
    // Not a call of the factory.
  }
  throw refuse("factoryData: allowed: a call of createAccount");
}

function hashOperation({ chainId, entryPoint }: Deployment, operation: BundledOperation): Hex {
  // What is null is not there.
  const given = Object.fromEntries(Object.entries(operation).filter(([, value]) => value !== null));
  const userOperation = given as unknown as UserOperation<"0.8">;
  return getUserOperationHash({ chainId, entryPointAddress: entryPoint, entryPointVersion: "0.8", userOperation });
}

const refuse = (message: string) => new Failure(message, { code: errorCode.invalidParams });
const unreadable = () => refuse("signature: allowed: the session module's encoding, of a use or of a grant and a use");
