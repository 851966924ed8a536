import {
  type Account,
  type Address,
  type Chain,
  createPublicClient,
  createWalletClient,
  type Hash,
  type Hex,
  http,
  type PublicClient,
  type Transport,
} from "viem";
import { InvalidInputError } from "../errors/errors.ts";
import { addressOf, type Creation, PROXY, toCalldata } from "./create2.ts";

/** Deploying waits for a few transactions; polling often costs little and saves seconds on fast chains. */
const POLLING_INTERVAL_MS = 250;

/** Sends transactions one after the other, and waits for each. */
export type Sender = {
  client: PublicClient;
  /** Whether there is code at an address. */
  has: (address: Address) => Promise<boolean>;
  /** Sends and waits. @throws InvalidInputError if it was included and reverted. */
  send: (transaction: { to: Address; data: Hex; value?: bigint }) => Promise<{ hash: Hash; blockNumber: bigint }>;
};

/** Who deploys, and where. */
export type SenderParameters = { chain: Chain; transport?: Transport | undefined; deployer: Account };

/**
 * Connects a deployer to a chain.
 * @param parameters The chain, its transport (default: `http()`), and who pays and signs.
 * @returns The sender.
 * @throws InvalidInputError if another chain answers, or if it has no deterministic deployment proxy.
 */
export async function createSender({ chain, transport = http(), deployer }: SenderParameters): Promise<Sender> {
  const both = { chain, transport, pollingInterval: POLLING_INTERVAL_MS };
  const client: PublicClient = createPublicClient({ ...both, cacheTime: 0 });
  const wallet = createWalletClient({ ...both, account: deployer });
  const seen = await client.getChainId();
  if (seen !== chain.id) {
    throw new InvalidInputError("Another chain answers.", { details: `chain ${seen}, wanted ${chain.id}` });
  }
  const has = async (address: Address) => ((await client.getCode({ address })) ?? "0x") !== "0x";
  if (!(await has(PROXY))) {
    throw new InvalidInputError("This chain has no deterministic deployment proxy.", {
      details: `no code at ${PROXY}; deploy it first: github.com/Arachnid/deterministic-deployment-proxy`,
    });
  }
  const send: Sender["send"] = async (transaction) => {
    const hash = await wallet.sendTransaction({ ...transaction, chain, account: deployer });
    const { status, blockNumber } = await client.waitForTransactionReceipt({ hash });
    if (status === "success") return { hash, blockNumber };
    throw new InvalidInputError("A transaction reverted.", { details: `${hash}, to ${transaction.to}` });
  };
  return { client, has, send };
}

/** Result of one creation; without a transaction the contract existed before. */
export type Created = { address: Address; hash: Hash | undefined; blockNumber: bigint | undefined };

/**
 * Creates a contract through the proxy, or does nothing if it exists.
 * @param sender Who sends.
 * @param creation What to create.
 * @returns Its address.
 * @throws InvalidInputError if the transaction succeeded and the contract still does not exist.
 */
export async function create(sender: Sender, creation: Creation): Promise<Created> {
  const address = addressOf(creation);
  if (await sender.has(address)) return { address, hash: undefined, blockNumber: undefined };
  const { hash, blockNumber } = await sender.send({ to: PROXY, data: toCalldata(creation) });
  if (await sender.has(address)) return { address, hash, blockNumber };
  throw new InvalidInputError("A contract was not created.", { details: `no code at ${address} after ${hash}` });
}
