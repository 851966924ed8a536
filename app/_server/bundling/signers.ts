import { playerAccountAbi, playerAccountFactoryAbi } from "@hourglass/session/abis";
import {
  decodeSignature,
  type Grant,
  hashGrant,
  readPolicies,
  sessionModuleOf,
  toSigner,
} from "@hourglass/session/core";
import { decodeFunctionData, type Hex, isAddressEqual, isHex, numberToHex, zeroAddress } from "viem";
import { getUserOperationHash, type UserOperation } from "viem/account-abstraction";
import type { Deployment } from "@/app/_api/config";
import { errorCode } from "@/app/_api/jsonRpc";
import { Failure } from "../failure";
import type { BundledOperation } from "./operation";
import type { AccountKind, BundlingWorld } from "./policy";

/**
 * Who verifies a signature during validation, and of what; or, for a policy, who decides about a call. `signed` is missing
 * where no separate contract is called.
 */
export type AskedSigner = {
  what: "owner" | "session key" | "policy";
  signer: Hex;
  signed?: { digest: Hex; signature: Hex };
};

/**
 * Everything that the validation of an operation will ask, in this world's contracts: the module for a session's key, the
 * account for its owner. Another world's account is accepted with everything it does (BUNDLER_ALSO).
 * @param world Chain and deployment.
 * @param operation Complete.
 * @param kind The kind of its account.
 * @returns The signers.
 * @throws Failure for an unreadable signature.
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
  // An enabled session: only what is in the signature is asked, without reading the chain.
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

/** The current owner; for an account that this operation creates, the owner given to its factory. */
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
  // A null field is a missing field.
  const given = Object.fromEntries(Object.entries(operation).filter(([, value]) => value !== null));
  const userOperation = given as unknown as UserOperation<"0.8">;
  return getUserOperationHash({ chainId, entryPointAddress: entryPoint, entryPointVersion: "0.8", userOperation });
}

const refuse = (message: string) => new Failure(message, { code: errorCode.invalidParams });
const unreadable = () => refuse("signature: allowed: the session module's encoding, of a use or of a grant and a use");
