import { sessionPaymasterAbi, sessionValidatorAbi } from "@hourglass/session/abis";
import { MAX_DURATION_SECONDS, type SessionProof, toSessionProof, unpackGrant } from "@hourglass/session/core";
import { type Address, createWalletClient, type Hex, http, type PublicClient } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { privateKeyToAccount } from "viem/accounts";
import type { Deployment } from "../../app/_api/config.ts";
import { describeChain } from "../../app/_server/chain.ts";
import { UsageError } from "../stack/options.ts";
import type { Command } from "./command.ts";
import type { OperatorEnv, OperatorKey } from "./environment.ts";
import { formatEth } from "./status.ts";

type Move = Extract<Command, { name: "deposit" | "withdraw" }>;
type Deny = Extract<Command, { name: "deny" | "allow" }>;
/** `SessionPaymaster.Denial.None`. */
const DENIAL_NONE = 0;
/** Few enough for nodes that limit how many blocks they tell the logs of at once. */
const BLOCKS_AT_ONCE = 10_000n;
/** `SessionPaymaster.NOTE_DENIED`. */
const NOTE_DENIED = 2 ** 24 - 1;

type World = { env: OperatorEnv; chain: PublicClient; deployment: Deployment };

/**
 * Does on chain what the operator asked for, and waits until it is done.
 * @throws UsageError when the key has not the role that it takes, or the amount is not there; nothing was sent then.
 */
export function act(command: Move | Deny, world: World): Promise<string> {
  return command.name === "deny" || command.name === "allow" ? setDenied(command, world) : moveDeposit(command, world);
}

async function moveDeposit(command: Move, { env, chain, deployment }: World): Promise<string> {
  const { amountWei } = command;
  const { paymaster, wallet, confirm } = openPaymaster({ env, chain, deployment }, "SPONSOR_OWNER_KEY");
  const { address } = wallet.account;
  const args = [paymaster.address] as const;
  const entryPoint = { address: deployment.entryPoint, abi: entryPoint08Abi, args } as const;
  const readDeposit = () => chain.readContract({ ...entryPoint, functionName: "balanceOf" });
  const before = await readDeposit();
  if (command.name === "withdraw") {
    requireRole("SPONSOR_OWNER_KEY", address, [await chain.readContract({ ...paymaster, functionName: "owner" })]);
  }
  const [there, allowed] =
    command.name === "withdraw"
      ? [before, `at most the deposit, ${formatEth(before)}`]
      : [await chain.getBalance({ address }), `less than what ${address} has`];
  if (there < amountWei) throw new UsageError(`eth: seen ${formatEth(amountWei)}; allowed: ${allowed}`);
  const hash = await confirm(
    command.name === "withdraw"
      ? wallet.writeContract({ ...paymaster, functionName: "withdraw", args: [command.to, amountWei] })
      : wallet.writeContract({ ...paymaster, functionName: "deposit", value: amountWei }),
  );
  const after = await readDeposit();
  const did =
    command.name === "deposit"
      ? `Added ${formatEth(amountWei)} to the deposit of ${paymaster.address}.`
      : `Took ${formatEth(amountWei)} from the deposit of ${paymaster.address} and sent it to ${command.to}.`;
  return `${did}\n  transaction ${hash}\n  deposit     ${formatEth(before)} before, ${formatEth(after)} after`;
}

async function setDenied({ name, account }: Deny, { env, chain, deployment }: World): Promise<string> {
  const isWanted = name === "deny";
  const { paymaster, wallet, confirm } = openPaymaster({ env, chain, deployment }, "SPONSOR_WATCHER_KEY");
  const read = async () =>
    (await chain.readContract({ ...paymaster, functionName: "denialOf", args: [account] })) !== DENIAL_NONE;
  const readSessions = async () => (isWanted ? readPaidSessions(chain, deployment, account) : []);
  const words = (isDenied: boolean) => (isDenied ? "denied" : "allowed");
  const [before, running] = await Promise.all([read(), readSessions()]);
  if (before === isWanted && running.length === 0) {
    return `Account ${account} is ${words(isWanted)} already; nothing was sent.`;
  }
  const [owner, watcher] = await Promise.all([
    chain.readContract({ ...paymaster, functionName: "owner" }),
    chain.readContract({ ...paymaster, functionName: "watcher" }),
  ]);
  requireRole("SPONSOR_WATCHER_KEY", wallet.account.address, [watcher, owner]);
  const change = (sessions: readonly SessionProof[]) =>
    confirm(
      isWanted
        ? wallet.writeContract({ ...paymaster, functionName: "denyAccount", args: [account, sessions] })
        : wallet.writeContract({ ...paymaster, functionName: "allowAccount", args: [account] }),
    );
  const hashes = [await change(running)];
  // What began while that was on its way; from then on nothing begins.
  const late = await readSessions();
  if (late.length > 0) hashes.push(await change(late));
  const after = words(await read());
  return `Account ${account} is ${after} now.\n  transaction ${hashes.join(", ")}\n  before      ${words(before)}, after ${after}`;
}

/** The paymaster, as the holder of a key uses it. */
function openPaymaster({ env, chain, deployment }: World, key: OperatorKey) {
  const account = privateKeyToAccount(env.key(key));
  const paymaster = { address: deployment.sessionPaymaster, abi: sessionPaymasterAbi } as const;
  const network = { chain: describeChain(env.rpcUrl, env.chainId), transport: http(env.rpcUrl) };
  const wallet = createWalletClient({ account, ...network });
  /** Waits until a transaction is done. What would revert is not sent: its gas cannot be estimated. */
  const confirm = async (sent: Promise<Hex>): Promise<Hex> => {
    const hash = await sent;
    const { status } = await chain.waitForTransactionReceipt({ hash });
    if (status !== "success") throw new Error(`Transaction ${hash} was reverted.`);
    return hash;
  };
  return { paymaster, wallet, confirm };
}

function requireRole(name: OperatorKey, seen: Address, allowed: readonly Address[]): void {
  if (allowed.includes(seen)) return;
  throw new UsageError(`${name}: seen the key of ${seen}; allowed: the key of ${[...new Set(allowed)].join(" or ")}`);
}

/**
 * The sessions of an account that the paymaster has taken on and that still run: to deny the account ends none of these.
 */
async function readPaidSessions(
  chain: PublicClient,
  { sessionValidator, sessionPaymaster, startBlock, p256Verifier }: Deployment,
  account: Address,
): Promise<SessionProof[]> {
  const module = { address: sessionValidator, abi: sessionValidatorAbi } as const;
  const head = await chain.getBlock();
  const isPaid = async (paymaster: Address, session: Hex) => {
    if (paymaster.toLowerCase() !== sessionPaymaster.toLowerCase()) return false;
    // An account of others may have sessions in the logs that never lived, and the paymaster can deny none of those.
    const stands = await chain.readContract({ ...module, functionName: "sessionOf", args: [account, session] });
    const { isLive, note, validUntil } = stands;
    return isLive && note !== 0 && note !== NOTE_DENIED && validUntil >= head.timestamp;
  };
  const found = new Map<Hex, SessionProof>();
  for (let toBlock = head.number; toBlock >= startBlock; toBlock -= BLOCKS_AT_ONCE) {
    const first = toBlock - BLOCKS_AT_ONCE + 1n;
    const fromBlock = first > startBlock ? first : startBlock;
    const events = await chain.getContractEvents({
      ...{ ...module, eventName: "SessionEnabled", args: { account } },
      ...{ fromBlock, toBlock, strict: true },
    });
    for (const { args } of events) {
      const { session, sessionKey, paymaster, nonceKey, packedGrant } = args;
      if (found.has(session) || !(await isPaid(paymaster, session))) continue;
      const { terms } = unpackGrant(packedGrant);
      found.set(session, toSessionProof({ ...terms, sessionKey, paymaster, nonceKey }, p256Verifier));
    }
    // What began earlier is over.
    const { timestamp } = await chain.getBlock({ blockNumber: fromBlock });
    if (timestamp + BigInt(MAX_DURATION_SECONDS) < head.timestamp) break;
  }
  return [...found.values()];
}
