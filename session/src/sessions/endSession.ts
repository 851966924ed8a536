import type { Client, Hash, Transport } from "viem";
import { encodeFunctionData, numberToHex, parseAbi } from "viem";
import { revokeBySessionKey } from "../grant/revoke.ts";
import type { Owner } from "../owners/owner.ts";
import type { Granted } from "./grantSession.ts";
import { readSession } from "./readChain.ts";
import { sendAsOwner } from "./sendAsOwner.ts";
import { sendByRelay, toRevocation } from "./sendByRelay.ts";
import type { World } from "./world.ts";

const revokeAbi = parseAbi(["function revoke(bytes32 session)"]);

/**
 * Ends a session on chain: with its own key, relayed and without a prompt; without a relay, by an operation of the owner.
 * @param world The world.
 * @param granted The session.
 * @param openOwner Called only if there is no relay.
 * @returns The transaction; undefined if the session was already ended.
 * @throws UnavailableError, RefusedError, OwnerDeclinedError: then the key is kept, because it is needed to try again.
 */
export async function endSession(
  world: World,
  granted: Granted,
  openOwner: () => Promise<Owner>,
): Promise<Hash | undefined> {
  const { relay, module } = world;
  if (relay) return endByRelay(world, granted, relay);
  const { account } = granted.grant;
  const data = encodeFunctionData({ abi: revokeAbi, functionName: "revoke", args: [granted.id] });
  const { transactionHash } = await sendAsOwner(world, {
    owner: await openOwner(),
    account,
    calls: [{ to: module.validator, data }],
  });
  return transactionHash;
}

async function endByRelay(
  { module, rpc }: World,
  { grant, key }: Granted,
  relay: Client<Transport>,
): Promise<Hash | undefined> {
  const { account, sessionKey, rulesHash, paymaster, nonceKey, signature } = await revokeBySessionKey(
    module,
    grant,
    key,
  );
  const params = { account, sessionKey, rulesHash, paymaster, nonceKey: numberToHex(nonceKey), signature };
  const isEnded = async () => (await readSession(rpc, module, grant)).status === "revoked";
  return sendByRelay(relay, rpc, toRevocation(params, isEnded));
}
