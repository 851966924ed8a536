import type { FactoryArgs, Owner } from "@hourglass/session/core";
import { OwnerDeclinedError, readSessionRecord } from "@hourglass/session/core";
import type { Address } from "viem";
import type { PlayerIdentity } from "../account";
import type { Context } from "../context";

/** The player of an account whose owner is on another device: its session plays here, and nothing else can be signed. */
export function toLinkedIdentity(account: Address, factory: FactoryArgs): PlayerIdentity {
  const owner: Owner = {
    // Only for how long a signature is waited for; there is none.
    kind: "wallet",
    signer: account,
    signTypedData: async () => {
      throw new OwnerDeclinedError("The owner of this account is on another device. Sign there, or ask it again.");
    },
  };
  return { owner, account, factory, view: { kind: "wallet", label: account, account, isElsewhere: true } };
}

/** Whoever played here by a link before: as long as the session is stored. */
export async function findLinked(context: Context, account: Address): Promise<PlayerIdentity | undefined> {
  const record = await readSessionRecord(await context.readKeyStore(), account);
  return record?.factory && toLinkedIdentity(account, record.factory);
}
