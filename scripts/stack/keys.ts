import { type Hex, toHex } from "viem";
import { mnemonicToAccount, privateKeyToAddress } from "viem/accounts";

/** Everybody's phrase: the default of anvil and hardhat. Its accounts own play money on a local chain, nothing else. */
export const PUBLIC_MNEMONIC = "test test test test test test test test test test test junk";

function key(addressIndex: number): Hex {
  const { privateKey } = mnemonicToAccount(PUBLIC_MNEMONIC, { addressIndex }).getHdKey();
  if (!privateKey) throw new Error(`No private key at index ${addressIndex} of the public phrase.`);
  return toHex(privateKey);
}

/** Who does what on the local chain, by index of the public phrase. */
export const localKeys = {
  deployer: key(0),
  sponsorSigner: key(1),
  relayer: key(2),
  bundlerUtility: key(4),
  bundlerExecutors: [key(5), key(6), key(7)],
  // Of a second bundler: two that send from one address would take each other's nonces.
  spareBundlerUtility: key(3),
  spareBundlerExecutors: [key(8), key(9)],
  // Beyond those to which anvil gives money: the deployer does.
  keeper: key(10),
};

/** Who sends transactions for everybody: when one of them stands, its players stand. */
const { deployer: _, sponsorSigner: __, ...senders } = localKeys;
export const localSenders = Object.values(senders).flat();

export const addressOf = (privateKey: Hex) => privateKeyToAddress(privateKey);
