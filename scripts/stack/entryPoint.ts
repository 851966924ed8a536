import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Address, concatHex, createPublicClient, createWalletClient, type Hex, http, keccak256 } from "viem";
import { privateKeyToAccount } from "viem/accounts";

export const ENTRY_POINT: Address = "0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108";

/** The deterministic deployment proxy, at the same address on nearly every chain; anvil is born with it. */
const PROXY: Address = "0x4e59b44847b379578588920cA78FbF26c0B4956C";
/** The salt of the canonical deployment of EntryPoint v0.8. */
const SALT: Hex = "0x0a59dbff790c23c976a548690c27297883cc66b4c67024f9117b0238995e35e9";

/** Puts EntryPoint v0.8 at its canonical address, from the bytecode that its authors publish on npm. */
export async function deployEntryPoint({ rpcUrl, deployerKey }: { rpcUrl: string; deployerKey: Hex }): Promise<void> {
  const transport = http(rpcUrl);
  const client = createPublicClient({ transport, pollingInterval: 100 });
  if (await client.getCode({ address: ENTRY_POINT })) return;
  const require = createRequire(import.meta.url);
  const file = require.resolve("@account-abstraction/contracts/artifacts/EntryPoint.json");
  const { bytecode }: { bytecode: Hex } = JSON.parse(readFileSync(file, "utf8"));
  const wallet = createWalletClient({ account: privateKeyToAccount(deployerKey), transport });
  const hash = await wallet.sendTransaction({ chain: null, to: PROXY, data: concatHex([SALT, bytecode]) });
  await client.waitForTransactionReceipt({ hash });
  if (!(await client.getCode({ address: ENTRY_POINT }))) {
    throw new Error(
      `EntryPoint v0.8 did not land at ${ENTRY_POINT} (bytecode ${keccak256(bytecode)}, salt ${SALT}). ` +
        "The package @account-abstraction/contracts must be 0.8.0.",
    );
  }
}
