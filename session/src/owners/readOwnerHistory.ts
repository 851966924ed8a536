import type { Address, Client, Hex, Transport } from "viem";
import { getAbiItem, isAddressEqual, parseAbi, parseAbiItem } from "viem";
import { getBlock, getLogs, readContract } from "viem/actions";
import type { SessionDeployment } from "../deployment.ts";
import { readPages } from "../sessions/account/readPages.ts";
import { asRpc } from "../sessions/readChain.ts";
import { type Ownership, readOwnership } from "./ownership.ts";
import { type Guardians, hashGuardians, recoveryFunctions } from "./recovery.ts";

const accountCreated = parseAbiItem(
  "event AccountCreated(address indexed account, bytes indexed ownerHash, bytes owner, bytes32 salt)",
);
const events = [
  ...(["OwnerChanged", "OwnerChangeAsked", "OwnerChangeCancelled", "GuardiansChanged"] as const).map((name) =>
    getAbiItem({ abi: recoveryFunctions, name }),
  ),
  // ERC-7579.
  ...parseAbi([
    "event ModuleInstalled(uint256 moduleTypeId, address module)",
    "event ModuleUninstalled(uint256 moduleTypeId, address module)",
  ]),
];
/** ERC-7579's number of modules that validate operations. */
const VALIDATOR = 1;

/** Code that an account lets act for it. `type` as in ERC-7579: 1 validates operations, 2 executes calls, 3 answers calls, 4 is a hook. */
export type AccountModule = { type: number; module: Address };

/** Something that happened to the ownership of an account. `time`: Unix seconds of its block. */
export type OwnerEvent = { time: number; blockNumber: bigint; transactionHash: Hex } & (
  | { kind: "made" | "changed"; owner: Hex }
  | { kind: "asked"; owner: Hex; due: number }
  | { kind: "cancelled" }
  | ({ kind: "guardians" } & Guardians)
  | ({ kind: "installed" | "removed" } & AccountModule)
);

/** Who owns an account, who may recover it, and how that came about, at one block. */
export type OwnerHistory = Ownership & {
  /** `time` in Unix seconds. */
  block: { number: bigint; time: number };
  /** How long a change of owner waits, in seconds. */
  delaySeconds: number;
  /** Who may recover the account now; undefined if nobody, or if the node no longer has the event that named them. */
  guardians: Guardians | undefined;
  /** What is installed in the account. It has the session module from the start, unless its owner removed it. */
  modules: readonly AccountModule[];
  /** Oldest first. */
  events: readonly OwnerEvent[];
};

/** Parameters of {@link readOwnerHistory}. */
export type ReadOwnerHistoryParameters = {
  deployment: SessionDeployment;
  /** Deployed or not. */
  account: Address;
  /** An earlier answer about the same account: only what is newer is read, and the last minutes of it again. */
  known?: OwnerHistory | undefined;
};

/** Reorganisations go back less far. */
const READ_AGAIN_BLOCKS = 128n;

/**
 * Reads who owns an account and everything that happened to its ownership, from the chain alone.
 * @param client Reads the chain.
 * @param parameters See {@link ReadOwnerHistoryParameters}.
 * @throws UnavailableError if the node does not answer; RefusedError if it refuses even a single block.
 */
export async function readOwnerHistory(
  client: Client<Transport>,
  { deployment, account, known }: ReadOwnerHistoryParameters,
): Promise<OwnerHistory> {
  const { playerAccountFactory, playerAccountImplementation, startBlock } = deployment;
  const head = await asRpc(getBlock(client));
  const kept = known && known.block.number > READ_AGAIN_BLOCKS ? known.block.number - READ_AGAIN_BLOCKS : undefined;
  const old = known?.events.filter(({ blockNumber }) => kept !== undefined && blockNumber <= kept) ?? [];
  const since = (first: bigint) => (kept !== undefined && kept >= first ? kept + 1n : first);
  const delay = { abi: recoveryFunctions, address: playerAccountImplementation, functionName: "DELAY" } as const;
  const [ownership, delaySeconds, made] = await Promise.all([
    readOwnership(client, account, head.number),
    known?.delaySeconds ?? asRpc(readContract(client, delay)),
    readLogs({ address: playerAccountFactory, event: accountCreated, args: { account } }, since(startBlock)),
  ]);
  // Nothing happens to an account before it is made.
  const first = [...old, ...made][0]?.blockNumber;
  const changes = first === undefined ? [] : await readLogs({ address: account, events }, since(first));
  const list = [...old, ...(await Promise.all([...made, ...changes].map(place)))];
  const { guardiansHash } = ownership;
  const named = list.flatMap((event) => (event.kind === "guardians" ? [event] : []));
  const current = named.findLast((each) => hashGuardians(each) === guardiansHash);
  return {
    ...ownership,
    block: { number: head.number, time: Number(head.timestamp) },
    delaySeconds,
    guardians: current && { guardians: current.guardians, threshold: current.threshold },
    modules: modulesOf(deployment.sessionValidator, list),
    events: list,
  };

  async function readLogs(filter: object, fromBlock: bigint): Promise<Log[]> {
    const pages = await readPages({ fromBlock, toBlock: head.number }, (page) =>
      asRpc(getLogs(client, { ...filter, strict: true, ...page } as never) as Promise<unknown>),
    );
    return pages.flat() as Log[];
  }

  async function place(log: Log): Promise<OwnerEvent> {
    const { blockNumber, transactionHash, blockTimestamp } = log;
    const time = Number(blockTimestamp ?? (await asRpc(getBlock(client, { blockNumber }))).timestamp);
    return { ...toEvent(log), time, blockNumber, transactionHash };
  }
}

function modulesOf(sessionValidator: Address, list: readonly OwnerEvent[]): AccountModule[] {
  return list.reduce<AccountModule[]>(
    (modules, event) => {
      if (event.kind !== "installed" && event.kind !== "removed") return modules;
      const { type, module } = event;
      const others = modules.filter((each) => each.type !== type || !isAddressEqual(each.module, module));
      return event.kind === "installed" ? [...others, { type, module }] : others;
    },
    [{ type: VALIDATOR, module: sessionValidator }],
  );
}

type Placed = { blockNumber: bigint; transactionHash: Hex; blockTimestamp?: bigint | undefined };
type Log = Placed & Named;
type Named =
  | { eventName: "AccountCreated" | "OwnerChanged"; args: { owner: Hex } }
  | { eventName: "OwnerChangeAsked"; args: { owner: Hex; due: number } }
  | { eventName: "OwnerChangeCancelled" }
  | { eventName: "GuardiansChanged"; args: { guardians: readonly Hex[]; threshold: bigint } }
  | { eventName: "ModuleInstalled" | "ModuleUninstalled"; args: { moduleTypeId: bigint; module: Address } };

function toEvent(log: Named) {
  switch (log.eventName) {
    case "AccountCreated":
      return { kind: "made", owner: log.args.owner } as const;
    case "OwnerChanged":
      return { kind: "changed", owner: log.args.owner } as const;
    case "OwnerChangeAsked":
      return { kind: "asked", owner: log.args.owner, due: log.args.due } as const;
    case "OwnerChangeCancelled":
      return { kind: "cancelled" } as const;
    case "GuardiansChanged":
      return { kind: "guardians", guardians: log.args.guardians, threshold: Number(log.args.threshold) } as const;
    case "ModuleInstalled":
      return { kind: "installed", ...toModule(log.args) } as const;
    case "ModuleUninstalled":
      return { kind: "removed", ...toModule(log.args) } as const;
  }
}

const toModule = ({ moduleTypeId, module }: { moduleTypeId: bigint; module: Address }): AccountModule => ({
  type: Number(moduleTypeId),
  module,
});
