import type { Address } from "viem";
import { type Hex, zeroAddress } from "viem";
import { InvalidInputError } from "../errors/errors.ts";
import { createGrant, type Grant, grantTypedData } from "../grant/grant.ts";
import { MAX_DURATION_SECONDS } from "../grant/window.ts";
import type { SessionSigner } from "../keys/sessionKey.ts";
import type { Owner, OwnerTypedData } from "../owners/owner.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import { readDeviceLane } from "../store/deviceLane.ts";
import { setClock } from "./chainTime.ts";
import { describeMessage } from "./describeGrant.ts";
import { readOffer } from "./offer.ts";
import { readGrantEpoch } from "./readChain.ts";
import type { SessionLimits, SessionRequest } from "./types.ts";
import type { World } from "./world.ts";

/** What the owner will be asked to sign, and who asks. */
export type Draft = { owner: Owner; account: Address; permissions: readonly ContractPermissions[]; grant: Grant };

/**
 * Prepares a grant to be shown and signed.
 * @param world The world.
 * @param parameters For which account and key, with what permissions and limits.
 * @throws UnavailableError if the chain or the sponsor does not answer; InvalidInputError if the module would refuse it.
 */
export async function createDraft(
  world: World,
  parameters: {
    owner: Owner;
    account: Address;
    key: Pick<SessionSigner, "signer">;
    permissions: readonly ContractPermissions[];
    limits: SessionLimits;
    /** Default: at once. */
    begin?: number | undefined;
    /** Default: this device's lane. */
    lane?: number;
  },
): Promise<Draft> {
  const { owner, account, key, permissions, limits } = parameters;
  const { rpc, store, chainClock, module, deployment, sponsor } = world;
  const [lane, epoch, gas] = await Promise.all([
    parameters.lane ?? readDeviceLane(store),
    readGrantEpoch(rpc, module.validator, account),
    limits.gas ?? readOffer(world).then(({ maxGas }) => maxGas),
    setClock(chainClock, rpc),
  ]);
  if (gas === undefined) {
    throw new InvalidInputError("How much gas may this session use?", {
      advice: "Set limits.gas in wei: no sponsor of this world offers a limit.",
    });
  }
  const grant = createGrant({
    ...{ account, lane, epoch, validator: module.validator, nowSeconds: chainClock.now() },
    // These are bytes, not an address: an agent's key may have the upper case of a checksum.
    sessionKey: key.signer.toLowerCase() as Hex,
    permissions: permissions.flatMap((each) => each.permissions),
    ...{ maxActions: limits.calls, maxGasWei: gas, maxSpend: limits.spend ?? 0n },
    paymaster: (sponsor && deployment.sessionPaymaster) ?? zeroAddress,
    durationSeconds: limits.duration ?? MAX_DURATION_SECONDS,
    beginSeconds: parameters.begin,
  });
  return { owner, account, permissions, grant };
}

/**
 * Everything that will be signed, for a card.
 * @param world The world.
 * @param draft What will be signed.
 * @param resumes Whether nothing new is requested.
 */
export function toRequest(world: World, draft: Draft, resumes: boolean): SessionRequest {
  const { grant, owner, account, permissions } = draft;
  const message = grantTypedData(world.module, grant) as unknown as OwnerTypedData;
  return { ...describeMessage(message, permissions), owner, account, resumes };
}
