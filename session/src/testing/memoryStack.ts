import type { Address, Chain, LocalAccount } from "viem";
import { keccak256, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { SessionDeployment } from "../deployment.ts";
import type { Part } from "../errors/errors.ts";
import { toSessionId } from "../grant/sessionId.ts";
import { createSessions } from "../sessions/createSessions.ts";
import type { CreateSessionsParameters } from "../sessions/parameters.ts";
import type { Session, Sessions } from "../sessions/types.ts";
import type { KeyStore } from "../store/keyStore.ts";
import { createLocalLock } from "../store/locks.ts";
import { memoryStore } from "../store/sessionStore.ts";
import { type Activity, createActivity } from "./activity.ts";
import { createMemoryChain, type MemoryChain } from "./chain/chain.ts";
import { createNode, type LogFilter, type Read, toRpcBlock, toRpcLogs } from "./chain/node.ts";
import { denyAccount } from "./chain/paymaster.ts";
import { Revert } from "./chain/revert.ts";
import { revokeBySessionKey, sessionOf } from "./chain/sessionModule.ts";
import { type AskPolicy, type Execute, type ExecutedCall, keyOf } from "./chain/state.ts";
import { createMemoryBundler, type Fate, FEES, GAS } from "./memoryBundler.ts";
import { createMemoryClock } from "./memoryClock.ts";
import { createMemoryTransport, createOutages, type Outages, type Subscribe } from "./memoryTransport.ts";
import { createDeployment, memoryChain, toContracts } from "./memoryWorld.ts";
import { createPlainSponsor, type RelayedRevocation } from "./plainSponsor.ts";
import { type Prompt, recordPrompts } from "./promptedOwner.ts";
import { RpcFault } from "./rpcFault.ts";

/** Options of a stack in memory; everything has a default. */
export type MemoryStackOptions = {
  /** The chain's time at the beginning. Default: the machine's. */
  now?: Date;
  /** The effect of calls. Default: they succeed. Called once for each call that is mined, never by an estimate. */
  execute?: Execute;
  /** The result of reading the product's own contracts (`eth_call`). Default: they do not exist. */
  read?: Read;
  /** The answers of policy contracts. Default: they do not exist, so a permission with a policy allows nothing. */
  askPolicy?: AskPolicy;
  /** Contracts that accounts of device keys may call, as in the factory's deployment. Default: none. */
  playTargets?: readonly Address[];
  /** Default: one of id 31337. */
  chain?: Chain;
  /** Addresses that the product under test is built with. */
  deployment?: Partial<SessionDeployment>;
  /** Signs for the sponsor. */
  signer?: LocalAccount;
};

/** Chain, bundler and sponsor in memory. */
export type MemoryStack = {
  /** Spread into `createSessions`. Store and lock are shared by all sessions made from them, like by the tabs of a browser. */
  readonly parameters: Required<
    Pick<CreateSessionsParameters, "chain" | "deployment" | "transport" | "bundler" | "sponsor" | "store" | "lock">
  > &
    Required<Pick<CreateSessionsParameters, "fees" | "gas" | "clock">>;
  /**
   * Sessions from `createSessions`, with two additions: `sendCalls` resolves when nothing more can happen
   * without time passing, and a part that comes back after an outage is asked at once.
   */
  sessions: (overrides?: Partial<CreateSessionsParameters>) => Sessions;
  /** Calls that the chain executed, in order; reverted ones are not included. */
  readonly executed: readonly ExecutedCall[];
  /** What owners were asked to sign, recorded by test owners. */
  readonly prompts: readonly Prompt[];
  /** Lets time pass, including timers, and waits for what they started. */
  advance: (seconds: number) => Promise<void>;
  /** Waits until nothing is in progress that takes no time. */
  settle: () => Promise<void>;
  /** Fates of the next operations, in the order of sending; later ones are included. */
  next: (...fates: readonly Fate[]) => void;
  /** Includes what the bundler holds. */
  release: () => Promise<void>;
  /** Stops a part. Returns a function that starts it again. */
  down: (part: Part) => () => void;
  /** The sponsor stops paying for an account, at once and for good. */
  deny: (account: Address) => void;
  /** Gives an account native coin, in wei: without a sponsor it pays for itself. */
  deal: (account: Address, wei: bigint) => void;
};

/**
 * Chain, bundler and sponsor in memory, for unit tests. Keys, signatures, grants, vouchers, nonces, windows and limits are
 * real, and what the chain would refuse is refused with the contracts' own errors. Contracts of products are not run, and
 * gas is not measured. No process, no port, and time passes only with `advance`.
 * @param options See {@link MemoryStackOptions}.
 * @returns See {@link MemoryStack}.
 */
export function createMemoryStack(options: MemoryStackOptions = {}): MemoryStack {
  const {
    now = new Date(),
    execute = () => undefined,
    read,
    askPolicy,
    playTargets = [],
    chain = memoryChain,
  } = options;
  const signer = options.signer ?? privateKeyToAccount(keccak256(stringToHex("memory: sponsor")));
  const deployment = createDeployment(chain, options.deployment);
  const contracts = toContracts(deployment, playTargets, signer);
  const clock = createMemoryClock(now.getTime());
  const nowSeconds = () => Math.floor(clock.nowMs() / 1000);
  const memory = createMemoryChain({ contracts, nowSeconds, execute, askPolicy });
  const bundler = createMemoryBundler(memory);
  const { module, paymaster } = contracts;
  const relay = (revocation: RelayedRevocation) => relayInMemory(memory, revocation);
  const sponsor = createPlainSponsor({ module, paymaster, signer, nowSeconds, relay });
  const activity = createActivity();
  const outages = createOutages();
  const prompts: Prompt[] = [];
  recordPrompts(deployment, (prompt) => prompts.push(prompt));
  const attached = new Set<Session>();

  const parameters: MemoryStack["parameters"] = {
    ...{ chain, deployment },
    transport: createMemoryTransport(
      "rpc",
      createNode(memory, read),
      outages,
      activity,
      createSubscribe(memory, outages),
    ),
    bundler: createMemoryTransport("bundler", bundler.answer, outages, activity),
    sponsor: createMemoryTransport("sponsor", sponsor, outages, activity),
    ...{ store: watchSigning(memoryStore(), activity), lock: createLocalLock(), clock },
    fees: async () => FEES,
    gas: ({ calls }) => {
      activity.beginSigning();
      return { callGasLimit: GAS.perCall * BigInt(calls.length), verificationGasLimit: GAS.verification };
    },
  };

  return {
    parameters,
    prompts,
    get executed() {
      return memory.read().executed;
    },
    sessions: (overrides) => {
      const sessions = createSessions({ ...parameters, ...overrides });
      sessions.watch((session) => session && attach(session, attached, activity));
      return sessions;
    },
    settle: activity.settle,
    advance: async (seconds) => {
      const untilMs = clock.nowMs() + seconds * 1000;
      await activity.settle();
      while (clock.fireNext(untilMs)) await activity.settle();
      clock.moveTo(untilMs);
      memory.mineEmpty();
      await activity.settle();
    },
    ...{ next: bundler.next, release: bundler.release },
    down: (part) => {
      const bringBack = outages.takeDown(part);
      return () => {
        bringBack();
        for (const session of attached) session.retry();
      };
    },
    deny: (account) => memory.write((tx) => denyAccount(tx, account)),
    deal: (account, wei) => memory.write(({ state }) => state.balances.set(keyOf(account), wei)),
  };
}

async function relayInMemory(memory: MemoryChain, { account, proof, signature }: RelayedRevocation) {
  if (sessionOf(memory.read(), account, toSessionId(proof)).isEnded) return undefined;
  try {
    const { validator } = memory.contracts.module;
    const { hash } = await memory.transact(validator, (tx) => revokeBySessionKey(tx, account, proof, signature));
    return hash;
  } catch (error) {
    if (error instanceof Revert) throw new RpcFault(-32602, error.message, error.data);
    throw error;
  }
}

function attach(session: Session, attached: Set<Session>, { settle }: Activity): void {
  if (attached.has(session)) return;
  attached.add(session);
  const { sendCalls } = session;
  session.sendCalls = async (given) => {
    const sent = await sendCalls(given);
    await settle();
    return sent;
  };
}

/** An operation is signed between the question for its gas and its record. */
function watchSigning(store: KeyStore, { endSigning }: Activity): KeyStore {
  return {
    ...store,
    write: (name, value) => {
      if (name.startsWith("flight/")) endSigning();
      return store.write(name, value);
    },
  };
}

/** While the node is down, nobody is notified of anything; what happens then is found by asking. */
function createSubscribe({ listen }: MemoryChain, { isDown }: Outages): Subscribe {
  return ([kind, filter], onData) =>
    listen((block) => {
      if (isDown("rpc")) return;
      if (kind === "newHeads") onData({ result: toRpcBlock(block) });
      if (kind === "logs") for (const result of toRpcLogs(block, filter as LogFilter)) onData({ result });
    });
}
