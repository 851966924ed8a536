import { type Address, isAddressEqual, numberToHex, zeroAddress } from "viem";

import { errorCode } from "@/app/_api/jsonRpc";
import { show } from "@/app/_api/primitives";
import { Failure } from "../failure";
import type { BundledOperation } from "./operation";
import { type AccountKind, type BundlingWorld, readKind } from "./policy";
import { readSigners } from "./signers";
import { isTrusted } from "./trusted";

/** How many accounts with known code are remembered. Code does not change, and made-up accounts are not in this list. */
const MAX_KNOWN = 10_000;
const known = new Map<Address, AccountKind>();

/**
 * Refuses an operation whose validation reaches unknown code.
 * @param world See {@link BundlingWorld}.
 * @param operation The operation to send.
 * @param isDraft True for an estimate: nothing will be sent, and nothing is signed yet.
 * @throws Failure that says what was seen and what is allowed; the client's error when the chain does not answer.
 */
export async function requirePolicy(
  world: BundlingWorld,
  operation: BundledOperation,
  isDraft: boolean,
): Promise<void> {
  const { policy } = world;
  const { sender, nonce, factory, paymaster } = operation;
  if (paymaster && !policy.paymasters.has(paymaster)) throw refused("paymaster", paymaster, "this world's, or none");
  const validator = numberToHex(nonce >> 96n, { size: 20 });
  if (!isAddressEqual(validator, zeroAddress) && !policy.modules.has(validator)) {
    throw refused("nonce key", validator, "a lane of this world's session module, or of the owner");
  }
  if (factory && !policy.factories.has(factory)) throw refused("factory", factory, "this world's, or none");
  const kind = factory ? kindOfFactory(world, factory) : await readKnown(world, sender);
  if (!kind) throw refused("account", sender, "an account of this world");
  if (isDraft) return;
  for (const signer of await readSigners(world, operation, kind)) {
    if (await isTrusted(world, signer)) continue;
    throw refused(signer.what, signer.signer, "a key, or a passkey; no contract that decides for itself");
  }
}

function kindOfFactory({ deployment }: BundlingWorld, factory: Address): AccountKind {
  return factory === deployment.playerAccountFactory ? "own" : "other";
}

async function readKnown({ chain, policy, deployment }: BundlingWorld, account: Address) {
  const before = known.get(account);
  if (before) return before;
  const code = await chain.getCode({ address: account });
  const kind = code && readKind(policy, deployment, account, code);
  if (!kind) return undefined;
  const [oldest] = known.size >= MAX_KNOWN ? known.keys() : [];
  if (oldest) known.delete(oldest);
  known.set(account, kind);
  return kind;
}

function refused(what: string, value: unknown, allowed: string): Failure {
  const seen = show(value);
  return new Failure(`The bundler does not send this. ${what}: seen ${seen}; allowed: ${allowed}`, {
    code: errorCode.bundlingRefused,
    httpStatus: 403,
    data: { part: "bundler", seen, allowed },
  });
}
