import type { AbiEvent, Address, Client, Hash, Hex, Transport } from "viem";
import {
  decodeFunctionData,
  getAbiItem,
  isAddressEqual,
  keccak256,
  slice,
  toEventSelector,
  toFunctionSelector,
  zeroAddress,
} from "viem";
import { entryPoint08Abi, entryPoint08Address, type PackedUserOperation } from "viem/account-abstraction";
import { getBlock, getLogs, getTransaction, getTransactionReceipt } from "viem/actions";
import type { SessionDeployment } from "../../deployment.ts";
import { RefusedError } from "../../errors/errors.ts";
import { unpackGrant } from "../../grant/packGrant.ts";
import { toSessionId, toSigner } from "../../grant/sessionId.ts";
import { printOfKey } from "../../keys/print.ts";
import { sessionEvents } from "../../operation/events.ts";
import { accountFunctions, sessionFunctions } from "../../operation/functions.ts";
import { decodeSignature } from "../../operation/operationSignature.ts";
import { packRules } from "../../permissions/rules.ts";
import { asRpc } from "../readChain.ts";
import { findLastOperations, type LaneEvent } from "./lastOperations.ts";
import { type BlockRange, readPages } from "./readPages.ts";
import { type ChainPlace, findEnding, type SessionEnder, type SessionHistory } from "./sessionRows.ts";

/** Whose history is read, and where. */
export type HistoryOf = { client: Client<Transport>; deployment: SessionDeployment; account: Address };

type Log = Omit<ChainPlace, "time"> & { blockTimestamp?: bigint | undefined; args: Record<string, unknown> };

/**
 * Reads what the events of an account tell about its sessions.
 * @param of Whose, and where.
 * @param range In which blocks.
 * @throws SessionError if the node does not answer, or refuses even a single block.
 */
export async function readHistory(of: HistoryOf, range: BlockRange): Promise<SessionHistory> {
  const { deployment, account } = of;
  const { p256Verifier } = deployment;
  const chain = createLookUps(of);
  const logs = await readLogs(of, range);

  const enabled = await Promise.all(
    logs.enabled.map(async (log) => {
      const { session: id, sessionKey: key, packedGrant, ...lane } = log.args as EnabledArgs;
      const grant = { ...unpackGrant(packedGrant).terms, ...lane, account, sessionKey: toSigner(key, p256Verifier) };
      return { ...(await chain.placeOf(log)), id, print: printOfKey(grant.sessionKey), grant };
    }),
  );
  // Anybody can end a session that never was.
  const known = new Set(enabled.map(({ id }) => id));
  const ended = await Promise.all(
    logs.ended
      .map((log) => ({ log, id: log.args.session as Hex }))
      .filter(({ id }) => known.has(id))
      .map(async ({ log, id }) => ({ ...(await chain.placeOf(log)), id, by: await chain.enderOf(log) })),
  );
  const epochs = await Promise.all(
    logs.epochs.map(async (log) => {
      const by = await chain.raiserOf(log);
      return { ...(await chain.placeOf(log)), epoch: log.args.epoch as Hex, by };
    }),
  );
  const lived = enabled.map((made) => ({ made, ending: findEnding({ ended, epochs }, made) }));
  const lastOperations = await findLastOperations(lived, logs.operations, chain);
  return { enabled, ended, epochs, lastOperations };
}

type EnabledArgs = {
  session: Hex;
  sessionKey: Hex;
  paymaster: Address;
  nonceKey: bigint;
  packedGrant: Hex;
};

const BY_KEY = toFunctionSelector(getAbiItem({ abi: sessionFunctions, name: "revokeBySessionKey" }));
const OWNER_CHANGED = toEventSelector(getAbiItem({ abi: accountFunctions, name: "OwnerChanged" }));

async function readLogs({ client, deployment, account }: HistoryOf, range: BlockRange) {
  const module = deployment.sessionValidator;
  const entryPoint = deployment.entryPoint ?? entryPoint08Address;
  const operationEvent = getAbiItem({ abi: entryPoint08Abi, name: "UserOperationEvent" });
  const pages = await readPages(range, async (page) => {
    const read = (address: Address, event: AbiEvent, args: object) =>
      asRpc(getLogs(client, { address, event, args, strict: true, ...page } as never)) as Promise<unknown> as Promise<
        Log[]
      >;
    const [enabledEvent, endedEvent, epochEvent] = sessionEvents;
    return Promise.all([
      read(module, enabledEvent, { account }),
      read(module, endedEvent, { account }),
      read(module, epochEvent, { account }),
      read(entryPoint, operationEvent, { sender: account }),
    ]);
  });
  const all = (index: 0 | 1 | 2 | 3) => pages.flatMap((page) => page[index]);
  return { enabled: all(0), ended: all(1), epochs: all(2), operations: all(3).map(toLaneEvent) };
}

const toLaneEvent = ({ args, ...place }: Log): LaneEvent & Log => ({
  ...{ ...place, args, userOpHash: args.userOpHash as Hex, isSuccess: args.success as boolean },
  nonce: args.nonce as bigint,
});

/** What only blocks and transactions tell; each is read once. */
function createLookUps({ client, deployment, account }: HistoryOf) {
  const { sessionValidator: module, entryPoint = entryPoint08Address } = deployment;
  const blocks = once((blockNumber: bigint) => asRpc(getBlock(client, { blockNumber })));
  const transactions = once((hash: Hash) => ifKept(getTransaction(client, { hash })));
  const receipts = once((hash: Hash) => ifKept(getTransactionReceipt(client, { hash })));

  const timeOf = async ({ blockNumber, blockTimestamp }: Pick<Log, "blockNumber" | "blockTimestamp">) =>
    Number(blockTimestamp ?? (await blocks(blockNumber)).timestamp);
  /** What the bundler sent; nothing if it sent something else. */
  const operationsIn = async (hash: Hash): Promise<readonly PackedUserOperation[]> => {
    const transaction = await transactions(hash);
    if (!transaction?.to || !isAddressEqual(transaction.to, entryPoint)) return [];
    const { functionName, args } = decodeFunctionData({ abi: entryPoint08Abi, data: transaction.input });
    const all = functionName === "handleOps" ? args[0] : [];
    return all.filter(({ sender }) => isAddressEqual(sender, account));
  };

  return {
    timeOf,
    placeOf: async (log: Log): Promise<ChainPlace> => {
      const { blockNumber, logIndex, transactionHash } = log;
      return { blockNumber, logIndex, transactionHash, time: await timeOf(log) };
    },
    signerOf: async ({ transactionHash, nonce }: LaneEvent): Promise<Hex | undefined> => {
      const operation = (await operationsIn(transactionHash)).find((each) => each.nonce === nonce);
      const proof = operation && decodeSignature(operation.signature);
      if (!operation || !proof) return undefined;
      const rulesHash = keccak256(proof.enables ? packRules(proof.terms) : proof.rules);
      const { paymasterAndData: paid } = operation;
      const paymaster = paid === "0x" ? zeroAddress : slice(paid, 0, 20);
      return toSessionId({ sessionKey: proof.key, rulesHash, paymaster, nonceKey: nonce >> 64n });
    },
    enderOf: async ({ transactionHash }: Log): Promise<SessionEnder> => {
      const transaction = await transactions(transactionHash);
      if (transaction?.to && isAddressEqual(transaction.to, module)) {
        // Otherwise by the owner's signature, or sent by the account itself.
        return transaction.input.startsWith(BY_KEY) ? "key" : "owner";
      }
      // No session key may call the module: an operation of another lane is the owner's.
      const operations = await operationsIn(transactionHash);
      return operations.some(({ nonce }) => nonce >> 96n !== BigInt(module)) ? "owner" : "unknown";
    },
    raiserOf: async ({ transactionHash }: Log): Promise<SessionEnder> => {
      const receipt = await receipts(transactionHash);
      if (!receipt) return "unknown";
      const isChange = ({ address, topics }: { address: Address; topics: readonly Hex[] }) =>
        isAddressEqual(address, account) && topics[0] === OWNER_CHANGED;
      return receipt.logs.some(isChange) ? "newOwner" : "owner";
    },
  };
}

/** Many nodes forget old transactions and keep their events: then nobody knows who sent them. */
async function ifKept<answer>(asked: Promise<answer>): Promise<answer | undefined> {
  try {
    return await asRpc(asked);
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

/** Asks once for each key. */
function once<key, answer>(ask: (key: key) => Promise<answer>): (key: key) => Promise<answer> {
  const asked = new Map<key, Promise<answer>>();
  return (key) => {
    const known = asked.get(key) ?? ask(key);
    asked.set(key, known);
    return known;
  };
}
