import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Hex, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { anvil } from "viem/chains";
import { requireEntryPoint } from "../../session/src/contracts/entryPoint.ts";
import { createSender } from "../../session/src/contracts/sender.ts";
import { localKeys } from "./keys.ts";

/** Creation code of EntryPoint v0.8, as its authors publish it on npm. */
export function entryPointCode(): Hex {
  const file = createRequire(import.meta.url).resolve("@account-abstraction/contracts/artifacts/EntryPoint.json");
  return JSON.parse(readFileSync(file, "utf8")).bytecode;
}

/** Puts EntryPoint v0.8 at its canonical address on the local chain. */
export async function deployEntryPoint(rpcUrl: string): Promise<void> {
  const deployer = privateKeyToAccount(localKeys.deployer);
  await requireEntryPoint(await createSender({ chain: anvil, transport: http(rpcUrl), deployer }), entryPointCode());
}
