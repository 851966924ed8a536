import {
  decodeAbiParameters,
  decodeFunctionData,
  getAbiItem,
  type Hex,
  hexToNumber,
  isAddressEqual,
  isHex,
  numberToHex,
  size,
  slice,
} from "viem";
import { getUserOperationHash, type UserOperation } from "viem/account-abstraction";

import type { Deployment } from "@/app/_api/config";
import { errorCode } from "@/app/_api/jsonRpc";
import { playerAccountAbi, playerAccountFactoryAbi, sessionValidatorAbi } from "@/session/generated/abis";
import { type Grant, hashGrant } from "@/session/grant";
import { Failure } from "../failure";
import type { BundledOperation } from "./operation";
import type { AccountKind } from "./policy";
import type { BundlingWorld } from "./requirePolicy";

/** Who is asked in validation whether it signed, and what. `signed` is missing where no contract of its own is asked. */
export type AskedSigner = { what: "owner" | "session key"; signer: Hex; signed?: { digest: Hex; signature: Hex } };

/** First byte of a signature in a session's lane (SessionValidator). */
const KIND_USE = 0;
const grantBody = [...getAbiItem({ abi: sessionValidatorAbi, name: "enable" }).inputs, { type: "bytes" }] as const;

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
  const { sessionValidator, chainId } = world.deployment;
  const { nonce, signature } = operation;
  if (!isAddressEqual(numberToHex(nonce >> 96n, { size: 20 }), sessionValidator)) {
    if (kind === "other") return [];
    const signed = { digest: hashOperation(world.deployment, operation), signature };
    return [{ what: "owner", signer: await readOwner(world, operation), signed }];
  }
  if (size(signature) < 2) throw unreadable();
  if (hexToNumber(slice(signature, 0, 1)) === KIND_USE) {
    // A session that is enabled: nothing but what stands here is asked, and the chain need not be.
    const end = 2 + hexToNumber(slice(signature, 1, 2));
    if (end === 2 || size(signature) < end) throw unreadable();
    return [{ what: "session key", signer: slice(signature, 2, end) }];
  }
  const [grant, ownerSignature] = decodeGrant(signature);
  const key: AskedSigner = { what: "session key", signer: grant.sessionKey };
  if (kind === "other") return [key];
  const signed = { digest: hashGrant({ chainId, validator: sessionValidator }, grant), signature: ownerSignature };
  return [{ what: "owner", signer: await readOwner(world, operation), signed }, key];
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

function decodeGrant(signature: Hex): readonly [Grant, Hex] {
  try {
    const [grant, ownerSignature] = decodeAbiParameters(grantBody, slice(signature, 1));
    return [grant as Grant, ownerSignature];
  } catch {
    throw unreadable();
  }
}

function hashOperation({ chainId, entryPoint }: Deployment, operation: BundledOperation): Hex {
  // What is null is not there.
  const given = Object.fromEntries(Object.entries(operation).filter(([, value]) => value !== null));
  const userOperation = given as unknown as UserOperation<"0.8">;
  return getUserOperationHash({ chainId, entryPointAddress: entryPoint, entryPointVersion: "0.8", userOperation });
}

const refuse = (message: string) => new Failure(message, { code: errorCode.invalidParams });
const unreadable = () => refuse("signature: allowed: the session module's encoding, of a use or of a grant and a use");
