import { type Hex, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { anvil } from "viem/chains";
import { requireEntryPoint } from "../../session/src/contracts/entryPoint.ts";
import { createSender } from "../../session/src/contracts/sender.ts";
import { localKeys } from "./keys.ts";
import { require } from "./paths.ts";

/** Creation code of EntryPoint v0.8, as its authors publish it on npm. */
export const entryPointCode = (): Hex => require("@account-abstraction/contracts/artifacts/EntryPoint.json").bytecode;

/** Puts EntryPoint v0.8 at its canonical address on the local chain. */
export async function deployEntryPoint(rpcUrl: string): Promise<void> {
  const deployer = privateKeyToAccount(localKeys.deployer);
  await requireEntryPoint(await createSender({ chain: anvil, transport: http(rpcUrl), deployer }), entryPointCode());
}
