import type { Hex } from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import { InvalidInputError } from "../errors/errors.ts";
import { addressOf } from "./create2.ts";
import { type Created, create, type Sender } from "./sender.ts";

/** The salt of the canonical deployment of EntryPoint v0.8. */
const SALT: Hex = "0x0a59dbff790c23c976a548690c27297883cc66b4c67024f9117b0238995e35e9";

/**
 * Deploys EntryPoint v0.8 at its canonical address, or throws if it is missing. The package does not contain its code, which is
 * under the GPL; `@account-abstraction/contracts` 0.8.0 does.
 * @param sender Who sends.
 * @param creationCode `bytecode` of `@account-abstraction/contracts/artifacts/EntryPoint.json`; absent: EntryPoint is not deployed.
 * @returns Its address.
 * @throws InvalidInputError if it is missing and no code is given, or if the code is of another version.
 */
export async function requireEntryPoint(sender: Sender, creationCode: Hex | undefined): Promise<Created> {
  if (await sender.has(entryPoint08Address)) {
    return { address: entryPoint08Address, hash: undefined, blockNumber: undefined };
  }
  const from = "@account-abstraction/contracts 0.8.0, artifacts/EntryPoint.json";
  if (creationCode === undefined) {
    throw new InvalidInputError("EntryPoint v0.8 is not on this chain.", {
      details: `no code at ${entryPoint08Address}; to deploy it, give its creation code (${from})`,
    });
  }
  const creation = { salt: SALT, initCode: creationCode };
  const lands = addressOf(creation);
  if (lands !== entryPoint08Address) {
    throw new InvalidInputError("This is not the creation code of EntryPoint v0.8.", {
      details: `its address would be ${lands}, wanted ${entryPoint08Address}: use the code of ${from}`,
    });
  }
  return create(sender, creation);
}
