import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Address, createPublicClient, createWalletClient, type Hex, http, parseAbi } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { localKeys } from "@/scripts/stack/keys";
import { fromRoot } from "@/scripts/stack/paths";

/** The functions of the example's contract that tests read. */
export const guestbookAbi = parseAbi([
  "struct Entry { address by; string text; }",
  "function entries() view returns (Entry[])",
]);

/** Deploys the example's guestbook. */
export async function deployGuestbook(rpcUrl: string): Promise<Address> {
  const transport = http(rpcUrl);
  const wallet = createWalletClient({ account: privateKeyToAccount(localKeys.deployer), transport });
  const client = createPublicClient({ transport, pollingInterval: 50 });
  const hash = await wallet.deployContract({ abi: guestbookAbi, bytecode: compile(), chain: null });
  const { contractAddress } = await client.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("The guestbook was not deployed.");
  return contractAddress;
}

function compile(): Hex {
  const require = createRequire(import.meta.url);
  const solc: { compile: (input: string) => string } = require("solc");
  const content = readFileSync(fromRoot("examples/guestbook/Guestbook.sol"), "utf8");
  const settings = { outputSelection: { "*": { Guestbook: ["evm.bytecode.object"] } } };
  const input = { language: "Solidity", sources: { "Guestbook.sol": { content } }, settings };
  const { contracts, errors } = JSON.parse(solc.compile(JSON.stringify(input)));
  if (!contracts) throw new Error(JSON.stringify(errors));
  return `0x${contracts["Guestbook.sol"].Guestbook.evm.bytecode.object}`;
}
