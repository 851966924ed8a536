import type { Address, Client, Hex, Transport } from "viem";
import { getAbiItem, parseAbiItem } from "viem";
import { getBlock, getLogs, readContract } from "viem/actions";
import type { SessionDeployment } from "../deployment.ts";
import { readPages } from "../sessions/account/readPages.ts";
import { asRpc } from "../sessions/readChain.ts";
import { type Ownership, readOwnership } from "./ownership.ts";
import { type Guardians, hashGuardians, recoveryFunctions } from "./recovery.ts";

const accountCreated = parseAbiItem(
  "event AccountCreated(address indexed account, bytes indexed ownerHash, bytes owner, bytes32 salt)",
);
const events = (["OwnerChanged", "OwnerChangeAsked", "OwnerChangeCancelled", "GuardiansChanged"] as const).map((name) =>
  getAbiItem({ abi: recoveryFunctions, name }),
);

/** Something that happened to the ownership of an account. `time`: Unix seconds of its block. */
export type OwnerEvent = { time: number; blockNumber: bigint; transactionHash: Hex } & (
  | { kind: "made" | "changed"; owner: Hex }
  | { kind: "asked"; owner: Hex; due: number }
  | { kind: "cancelled" }
  | ({ kind: "guardians" } & Guardians)
);

/** Who owns an account, who may recover it, and how that came about, at one block. */
export type OwnerHistory = Ownership & {
  /** `time` in Unix seconds. */
  block: { number: bigint; time: number };
  /** How long a change of owner waits, in seconds. */
  delaySeconds: number;
  /** Who may recover the account now; undefined if nobody, or if the node no longer has the event that named them. */
  guardians: Guardians | undefined;
  /** Oldest first. */
  events: readonly OwnerEvent[];
};

/**
 * Reads who owns an account and everything that happened to its ownership, from the chain alone.
 * @param client Reads the chain.
 * @param parameters The deployment, and the account, deployed or not.
 * @throws UnavailableError if the node does not answer; RefusedError if it refuses even a single block.
 */
export async function readOwnerHistory(
  client: Client<Transport>,
  { deployment, account }: { deployment: SessionDeployment; account: Address },
): Promise<OwnerHistory> {
  const { playerAccountFactory, playerAccountImplementation, startBlock: fromBlock } = deployment;
  const delay = { abi: recoveryFunctions, address: playerAccountImplementation, functionName: "DELAY" } as const;
  const head = await asRpc(getBlock(client));
  const [ownership, delaySeconds, pages] = await Promise.all([
    readOwnership(client, account, head.number),
    asRpc(readContract(client, delay)),
    readPages({ fromBlock, toBlock: head.number }, async (page) => {
      const [made, changes] = await Promise.all([
        asRpc(
          getLogs(client, {
            ...{ address: playerAccountFactory, event: accountCreated, args: { account }, strict: true },
            ...page,
          }),
        ),
        asRpc(getLogs(client, { address: account, events, strict: true, ...page })),
      ]);
      return [...made, ...changes];
    }),
  ]);
  const list = await Promise.all(pages.flat().map(async (log) => ({ ...toEvent(log as Log), ...(await placeOf(log)) })));
  const { guardiansHash } = ownership;
  const guardians = list.flatMap((event) => (event.kind === "guardians" ? [event] : []));
  const named = guardians.findLast((each) => hashGuardians(each) === guardiansHash);
  return {
    ...ownership,
    block: { number: head.number, time: Number(head.timestamp) },
    delaySeconds,
    guardians: named && { guardians: named.guardians, threshold: named.threshold },
    events: list,
  };

  async function placeOf({ blockNumber, transactionHash, blockTimestamp }: Placed) {
    const time = Number(blockTimestamp ?? (await asRpc(getBlock(client, { blockNumber }))).timestamp);
    return { time, blockNumber, transactionHash };
  }
}

type Placed = { blockNumber: bigint; transactionHash: Hex; blockTimestamp?: bigint | undefined };
type Log =
  | { eventName: "AccountCreated" | "OwnerChanged"; args: { owner: Hex } }
  | { eventName: "OwnerChangeAsked"; args: { owner: Hex; due: number } }
  | { eventName: "OwnerChangeCancelled" }
  | { eventName: "GuardiansChanged"; args: { guardians: readonly Hex[]; threshold: bigint } };

function toEvent(log: Log) {
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
  }
}
