import type { Abi, Address, Client, Hex, Log, Transport } from "viem";
import { decodeEventLog, getAbiItem, isAddressEqual, keccak256 } from "viem";
import { entryPoint08Abi, entryPoint08Address, getUserOperationHash } from "viem/account-abstraction";
import { getBlock, getBlockNumber, getLogs, getTransaction, getTransactionReceipt, readContract } from "viem/actions";
import { playerAccountAbi, playerAccountFactoryAbi, sessionPaymasterAbi, sessionValidatorAbi } from "../abis/abis.ts";
import type { SessionDeployment } from "../deployment.ts";
import { type NamedValue, toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import type { ContractError } from "../errors/errors.ts";
import { type PackedTerms, unpackGrant } from "../grant/packGrant.ts";
import { packRules } from "../permissions/rules.ts";
import { toStatus } from "../sessions/readChain.ts";
import { type DecodedOperation, decodeOperation, findBundled, type OperationSession } from "./decodeOperation.ts";
import { type GasSplit, readGasSplit } from "./gasSplit.ts";
import { nameRevert } from "./nameRevert.ts";

/** An event of an operation. `name` is undefined if no ABI knows it. */
export type OperationLog = { address: Address; name: string | undefined; args: readonly NamedValue[]; data: Hex };

/** What is left of a session. */
export type SessionNumbers = { actionsLeft: number; spendLeft: bigint; gasLeftWei: bigint };

/** What one rule has counted in its newest period, or in the session. `index` is that of its permission. */
export type RuleCount = { index: number; calls: bigint; amount: bigint; value: bigint };

/** The session of an operation, before and after its block. */
export type ReportedSession = OperationSession & {
  /** What the owner signed. Undefined: the node does not have the event any more. */
  terms: PackedTerms | undefined;
  /** Undefined: the node does not have the state of that block any more. */
  before: SessionNumbers | undefined;
  /** Undefined as well if the session was ended in this block. */
  after: SessionNumbers | undefined;
  /** What the rules that were used, and have limits of their own, had counted after the block. */
  counts: readonly RuleCount[];
};

/** Everything that the chain knows about one operation. */
export type OperationReport = {
  userOpHash: Hex;
  transactionHash: Hex;
  blockNumber: bigint;
  /** Timestamp of the block, Unix seconds. */
  blockSeconds: bigint;
  sender: Address;
  /** Who paid; the zero address means the account. */
  paymaster: Address;
  /** False: it was included and paid, but its calls reverted. */
  isSuccess: boolean;
  gasUsed: bigint;
  /** Undefined: the node does not trace transactions, and the event has the sum alone. */
  gasSplit: GasSplit | undefined;
  costWei: bigint;
  /** Why its calls reverted, if they did. `error` is undefined if no ABI knows it. */
  revert: { data: Hex; error: (ContractError & { named: readonly NamedValue[] }) | undefined } | undefined;
  /** Undefined: the transaction is no plain `handleOps`, so only its events are known. */
  decoded: DecodedOperation | undefined;
  /** Whether the operation in the transaction has this hash: then the signature is about exactly these fields. */
  isHashOfFields: boolean;
  session: ReportedSession | undefined;
  /** What happened in it, in order. */
  logs: readonly OperationLog[];
};

/** Where to look for which operation. */
export type ReadOperationParameters = {
  client: Client<Transport>;
  deployment: Pick<SessionDeployment, "chainId" | "entryPoint" | "sessionValidator" | "startBlock">;
  hash: Hex;
  /** Events and errors of the targets, so that they have names. */
  abi?: Abi;
  /** Most blocks of one query by hash. Default: 100,000, which this app's proxy allows. */
  rangeBlocks?: bigint;
};

/** Queries by hash: with two seconds a block, the default range reaches back almost three months. */
const MAX_RANGES = 40;

const operationEvent = getAbiItem({ abi: entryPoint08Abi, name: "UserOperationEvent" });
const enabledEvent = getAbiItem({ abi: sessionValidatorAbi, name: "SessionEnabled" });
const contractAbis = [
  ...[...entryPoint08Abi, ...sessionValidatorAbi, ...sessionPaymasterAbi],
  ...[...playerAccountAbi, ...playerAccountFactoryAbi],
] as Abi;

/**
 * Reads from the chain everything about one operation of a deployment.
 * @param parameters See {@link ReadOperationParameters}.
 * @returns The report; undefined if no block that was searched includes it.
 * @throws UnavailableError if the RPC does not answer, RefusedError if it refuses.
 */
export async function readOperation(parameters: ReadOperationParameters): Promise<OperationReport | undefined> {
  try {
    return await readReport(parameters);
  } catch (error) {
    throw toUnavailableOrRefused("rpc", error);
  }
}

async function readReport(parameters: ReadOperationParameters): Promise<OperationReport | undefined> {
  const { client, deployment, hash, abi = [] } = parameters;
  const { entryPoint = entryPoint08Address, chainId, sessionValidator: validator } = deployment;
  const log = await findLog(parameters, entryPoint);
  if (!log) return undefined;
  const { transactionHash, blockNumber } = log;
  const { sender, paymaster, nonce, success, actualGasUsed, actualGasCost } = log.args;
  const [transaction, receipt, block] = await Promise.all([
    getTransaction(client, { hash: transactionHash }),
    getTransactionReceipt(client, { hash: transactionHash }),
    getBlock(client, { blockNumber }),
  ]);
  const operation = findBundled(transaction.input, sender, nonce);
  const decoded = operation && decodeOperation(operation, { validator });
  const logs = logsOf(receipt.logs, { entryPoint, hash, sender }).map((each) => nameLog(each, abi));
  const revertData = logs.find(({ name }) => name === "UserOperationRevertReason")?.args.at(-1)?.value as Hex;
  const traced = { transactionHash, userOpHash: hash, entryPoint, gasUsed: actualGasUsed } as const;
  const [session, gasSplit] = await Promise.all([
    decoded?.session && readSession(parameters, decoded.session, sender, blockNumber),
    operation && readGasSplit(client, { ...traced, operation }),
  ]);
  const place = { chainId, entryPointAddress: entryPoint, entryPointVersion: "0.8" } as const;
  return {
    ...{ userOpHash: hash, transactionHash, blockNumber, blockSeconds: block.timestamp, sender, paymaster },
    ...{ isSuccess: success, gasUsed: actualGasUsed, costWei: actualGasCost, decoded, logs },
    revert: success ? undefined : { data: revertData ?? "0x", error: nameRevert(revertData ?? "0x", abi) },
    isHashOfFields: operation !== undefined && getUserOperationHash({ ...place, userOperation: operation }) === hash,
    ...{ session, gasSplit },
  };
}

async function findLog(parameters: ReadOperationParameters, address: Address) {
  const { client, hash } = parameters;
  const wanted = { address, event: operationEvent, args: { userOpHash: hash }, strict: true } as const;
  const head = await getBlockNumber(client, { cacheTime: 0 });
  return searchBack(parameters, head, (range) => getLogs(client, { ...wanted, ...range }));
}

/** The newest blocks first, because most operations that somebody asks for are new. */
async function searchBack<log>(
  { deployment: { startBlock }, rangeBlocks = 100_000n }: ReadOperationParameters,
  newest: bigint,
  query: (range: { fromBlock: bigint; toBlock: bigint }) => Promise<readonly log[]>,
): Promise<log | undefined> {
  let toBlock = newest;
  for (let range = 0; range < MAX_RANGES && toBlock >= startBlock; range++) {
    const first = toBlock - rangeBlocks + 1n;
    const fromBlock = first > startBlock ? first : startBlock;
    const [log] = await query({ fromBlock, toBlock });
    if (log) return log;
    toBlock = fromBlock - 1n;
  }
  return undefined;
}

/**
 * The logs of one operation out of those of its bundle. EntryPoint validates all operations, emits `BeforeExecution`, and then runs
 * them in order; each ends with its `UserOperationEvent`.
 */
function logsOf(all: readonly Log[], own: { entryPoint: Address; hash: Hex; sender: Address }): readonly Log[] {
  const { entryPoint, hash, sender } = own;
  const nameOf = (log: Log) => (isAddressEqual(log.address, entryPoint) ? nameLog(log, []).name : undefined);
  const begin = all.findIndex((log) => nameOf(log) === "BeforeExecution");
  const end = all.findIndex((log) => nameOf(log) === "UserOperationEvent" && log.topics[1] === hash);
  const before = all.findLastIndex((log, index) => index < end && nameOf(log) === "UserOperationEvent");
  const isOwn = ({ address, topics }: Log) =>
    isAddressEqual(address, sender) ||
    topics.some((topic) => topic === hash || topic?.slice(26) === sender.slice(2).toLowerCase());
  return [...all.slice(0, begin).filter(isOwn), ...all.slice(Math.max(begin, before) + 1, end + 1)];
}

function nameLog({ address, topics, data }: Log, abi: Abi): OperationLog {
  try {
    const { eventName = "", args } = decodeEventLog({ abi: [...contractAbis, ...abi], topics, data });
    return { address, name: eventName, args: toNamed(args), data };
  } catch {
    return { address, name: undefined, args: [], data };
  }
}

/** viem returns an object if every argument has a name, else a list. */
function toNamed(args: unknown): NamedValue[] {
  return Object.entries(args ?? {}).map(([name, value]) => ({ name, value }));
}

async function readSession(
  parameters: ReadOperationParameters,
  session: OperationSession,
  account: Address,
  blockNumber: bigint,
): Promise<ReportedSession> {
  const { client, deployment } = parameters;
  const { id, hints } = session;
  const validator = { abi: sessionValidatorAbi, address: deployment.sessionValidator } as const;
  const readWord = (at: bigint) =>
    readContract(client, { ...validator, functionName: "sessionOf", args: [account, id], blockNumber: at }).catch(none);
  const readCount = async (index: number): Promise<RuleCount | undefined> => {
    const args = [account, id, BigInt(index)] as const;
    const count = await readContract(client, { ...validator, functionName: "countOf", args, blockNumber }).catch(none);
    return count && { index, calls: count[1], amount: count[2], value: count[3] };
  };
  const [terms, before, after] = await Promise.all([
    readTerms(parameters, session, account, blockNumber),
    readWord(blockNumber - 1n),
    readWord(blockNumber),
  ]);
  const counting = [...new Set(hints)].filter((index) => terms?.permissions[index]?.limits.length);
  const counts = await Promise.all(counting.map(readCount));
  const toNumbers = (word: NonNullable<typeof before>) => {
    const status = toStatus(word);
    if (status === "enabled") return pickNumbers(word);
    if (status === "revoked" || !terms) return undefined;
    return { actionsLeft: terms.maxActions, spendLeft: terms.maxSpend, gasLeftWei: terms.maxGasWei };
  };
  return {
    ...{ ...session, terms, before: before && toNumbers(before), after: after && toNumbers(after) },
    counts: counts.filter((count) => count !== undefined),
  };
}

const none = () => undefined;

const pickNumbers = ({ actionsLeft, spendLeft, gasLeftWei }: SessionNumbers): SessionNumbers => ({
  ...{ actionsLeft, spendLeft, gasLeftWei },
});

/** What the owner signed: in this operation, or in the event of the one that enabled the session. */
async function readTerms(
  parameters: ReadOperationParameters,
  { id, signature, rules }: OperationSession,
  account: Address,
  blockNumber: bigint,
): Promise<PackedTerms | undefined> {
  if (signature.enables) return signature.terms;
  const { client, deployment } = parameters;
  const args = { account, session: id };
  const wanted = { address: deployment.sessionValidator, event: enabledEvent, args, strict: true } as const;
  const log = await searchBack(parameters, blockNumber, (range) => getLogs(client, { ...wanted, ...range }));
  const terms = log && unpackGrant(log.args.packedGrant).terms;
  return terms && keccak256(packRules(terms)) === keccak256(rules) ? terms : undefined;
}
