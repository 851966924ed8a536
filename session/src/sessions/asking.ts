import type { Address } from "viem";
import { isAddressEqual } from "viem";
import { InvalidInputError, UnavailableError } from "../errors/errors.ts";
import { sessionIdOf } from "../grant/grant.ts";
import type { PortableGrant } from "../grant/portable.ts";
import { createSessionKey, type SessionSigner } from "../keys/sessionKey.ts";
import { createFactoryArgs, type FactoryArgs } from "../operation/calls.ts";
import { readAccountOf } from "../owners/accountOf.ts";
import type { Owner } from "../owners/owner.ts";
import { type OwnerSource, openOwner } from "../owners/sources.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import { drawLane } from "../store/deviceLane.ts";
import { setClock } from "./chainTime.ts";
import { requireOwner } from "./checkInput.ts";
import { createDraft, toRequest } from "./draft.ts";
import { type Granted, requestSessionVoucher, signGrant } from "./grantSession.ts";
import { readSession, type SessionState } from "./readChain.ts";
import type { OpenParameters } from "./types.ts";
import type { World } from "./world.ts";

/** An owner with their account. */
export type Identity = { owner: Owner; account: Address; factory: FactoryArgs };
type Asked = Pick<OpenParameters, "limits" | "confirm" | "signal" | "key" | "begin"> & {
  permissions: readonly ContractPermissions[];
};

/**
 * An owner's account in a world.
 * @throws InvalidInputError if it is not an owner; UnavailableError if the chain does not answer; whatever the owner's source throws.
 */
export async function identify(world: World, given: Owner | OwnerSource): Promise<Identity> {
  const { deployment, rpc } = world;
  requireOwner(given);
  const owner = await openOwner(given, world);
  const account = await readAccountOf(rpc, deployment, owner);
  return { owner, account, factory: createFactoryArgs(deployment.playerAccountFactory, owner.signer) };
}

export const makeKey = ({ module }: World): Promise<SessionSigner> => createSessionKey(module.p256Verifier);

/** Shows what will be signed, has it signed, and stores it. */
export async function askForGrant(world: World, who: Identity, asked: Asked): Promise<Granted> {
  const { permissions, limits, confirm, signal, begin } = asked;
  const key = asked.key ?? (await makeKey(world));
  const draft = await createDraft(world, { ...who, key, permissions, limits, begin });
  await confirm?.(toRequest(world, draft, false));
  return signGrant(world, { ...who, grant: draft.grant, key, signal });
}

/** The same for somebody else's key: nothing is stored, and no voucher is requested. */
export async function askForPortable(
  world: World,
  who: Identity,
  asked: Omit<Asked, "key"> & { key: Pick<SessionSigner, "signer"> },
): Promise<PortableGrant> {
  // Somebody else's key is another device: on this device's lane the two would collide at the nonce.
  const { grant, ...draft } = await createDraft(world, { ...asked, ...who, lane: drawLane() });
  const request = toRequest(world, { ...draft, grant }, false);
  await asked.confirm?.(request);
  const ownerSignature = await who.owner.signTypedData(request.message);
  return { chainId: world.chainId, validator: world.module.validator, grant, ownerSignature, factory: who.factory };
}

/**
 * Adopts a grant that somebody else's owner signed; it may have been used before. Who signed is not here to sign again, so while
 * the sponsor does not answer the grant is kept, and the lane asks for its voucher until there is one.
 * @throws InvalidInputError if it is for another world or another key; RefusedError if the sponsor refuses.
 */
export async function takeUp(
  world: World,
  portable: PortableGrant,
  key: SessionSigner,
): Promise<{ granted: Granted; seen: SessionState }> {
  const { chainId, validator, grant, ownerSignature, factory } = portable;
  const { module, rpc, chainClock } = world;
  if (chainId !== world.chainId || !isAddressEqual(validator, module.validator)) {
    const details = `chain ${chainId}, module ${validator}`;
    throw new InvalidInputError("This grant is for another world.", { details });
  }
  if (grant.sessionKey.toLowerCase() !== key.signer.toLowerCase()) {
    const details = `seen ${key.signer}, allowed ${grant.sessionKey}`;
    throw new InvalidInputError("This grant is for another key.", { details });
  }
  await setClock(chainClock, rpc);
  const base = { id: sessionIdOf(module, grant), grant, ownerSignature, factory, key };
  const asked = requestSessionVoucher(world, base).catch(laterIfUnavailable);
  const [voucher, seen] = await Promise.all([asked, readSession(rpc, module, grant)]);
  return { granted: { ...base, voucher }, seen };
}

function laterIfUnavailable(error: unknown): undefined {
  if (!(error instanceof UnavailableError)) throw error;
}
