import { sessionPaymasterAbi } from "@hourglass/session/abis";
import type { SessionProof } from "@hourglass/session/core";
import { type Address, createWalletClient, type Hex, http, type PublicClient } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { privateKeyToAccount } from "viem/accounts";
import type { Deployment } from "../../app/_api/config.ts";
import { describeChain } from "../../app/_server/chain.ts";
import { UsageError } from "../stack/options.ts";
import type { Command } from "./command.ts";
import type { OperatorEnv, OperatorKey } from "./environment.ts";
import { formatEth } from "./format.ts";
import { readPaidSessions } from "./readPaidSessions.ts";

type Action = Exclude<Command, { name: "status" }>;
/** `SessionPaymaster.Denial.None`. */
const DENIAL_NONE = 0;

type World = { env: OperatorEnv; chain: PublicClient; deployment: Deployment };

/**
 * Does on chain what the operator asked for, and waits until it is done.
 * @throws UsageError when the key has not the role that it takes, or the amount is not there; nothing was sent then.
 */
export async function act(command: Action, world: World): Promise<string> {
  if (command.name === "deny" || command.name === "allow") return setDenied(command, world);
  return moveDeposit(command, world);
}

async function moveDeposit(
  command: Extract<Action, { name: "deposit" | "withdraw" }>,
  { env, chain, deployment }: World,
): Promise<string> {
  const { amountWei } = command;
  const paymaster = paymasterOf(deployment);
  const wallet = createOperator(env, "SPONSOR_OWNER_KEY");
  const { address } = wallet.account;
  const from = { ...paymaster, account: wallet.account };
  const before = await readDeposit(chain, deployment);
  if (command.name === "deposit") {
    const held = await chain.getBalance({ address });
    const allowed = `less than ${formatEth(held)}, which ${address} has`;
    if (held < amountWei) throw new UsageError(`eth: seen ${formatEth(amountWei)}; allowed: ${allowed}`);
  } else {
    requireRole("SPONSOR_OWNER_KEY", address, [await chain.readContract({ ...paymaster, functionName: "owner" })]);
    const allowed = `at most the deposit, ${formatEth(before)}`;
    if (before < amountWei) throw new UsageError(`eth: seen ${formatEth(amountWei)}; allowed: ${allowed}`);
  }
  const { request } =
    command.name === "deposit"
      ? await chain.simulateContract({ ...from, functionName: "deposit", value: amountWei })
      : await chain.simulateContract({ ...from, functionName: "withdraw", args: [command.to, amountWei] });
  const hash = await send(wallet, chain, request);
  const after = await readDeposit(chain, deployment);
  const did =
    command.name === "deposit"
      ? `Added ${formatEth(amountWei)} to the deposit of ${paymaster.address}.`
      : `Took ${formatEth(amountWei)} from the deposit of ${paymaster.address} and sent it to ${command.to}.`;
  return `${did}\n  transaction ${hash}\n  deposit     ${formatEth(before)} before, ${formatEth(after)} after`;
}

async function setDenied(
  { name, account }: Extract<Action, { name: "deny" | "allow" }>,
  { env, chain, deployment }: World,
): Promise<string> {
  const isWanted = name === "deny";
  const paymaster = paymasterOf(deployment);
  const read = async () =>
    (await chain.readContract({ ...paymaster, functionName: "denialOf", args: [account] })) !== DENIAL_NONE;
  const readSessions = async () => (isWanted ? readPaidSessions(chain, deployment, account) : []);
  const words = (isDenied: boolean) => (isDenied ? "denied" : "allowed");
  const [before, running] = await Promise.all([read(), readSessions()]);
  if (before === isWanted && running.length === 0) {
    return `Account ${account} is ${words(isWanted)} already; nothing was sent.`;
  }
  const wallet = createOperator(env, "SPONSOR_WATCHER_KEY");
  const [owner, watcher] = await Promise.all([
    chain.readContract({ ...paymaster, functionName: "owner" }),
    chain.readContract({ ...paymaster, functionName: "watcher" }),
  ]);
  requireRole("SPONSOR_WATCHER_KEY", wallet.account.address, [watcher, owner]);
  const from = { ...paymaster, account: wallet.account };
  const change = async (sessions: readonly SessionProof[]): Promise<Hex> => {
    const { request } = isWanted
      ? await chain.simulateContract({ ...from, functionName: "denyAccount", args: [account, sessions] })
      : await chain.simulateContract({ ...from, functionName: "allowAccount", args: [account] });
    return send(wallet, chain, request);
  };
  const hashes = [await change(running)];
  // What began while that was on its way; from then on nothing begins.
  const late = await readSessions();
  if (late.length > 0) hashes.push(await change(late));
  const after = words(await read());
  return `Account ${account} is ${after} now.\n  transaction ${hashes.join(", ")}\n  before      ${words(before)}, after ${after}`;
}

const paymasterOf = ({ sessionPaymaster }: Deployment) =>
  ({ address: sessionPaymaster, abi: sessionPaymasterAbi }) as const;

function createOperator(env: OperatorEnv, name: OperatorKey) {
  const account = privateKeyToAccount(env.key(name));
  return createWalletClient({ account, chain: describeChain(env.rpcUrl, env.chainId), transport: http(env.rpcUrl) });
}

function readDeposit(chain: PublicClient, { entryPoint, sessionPaymaster }: Deployment): Promise<bigint> {
  return chain.readContract({
    address: entryPoint,
    abi: entryPoint08Abi,
    functionName: "balanceOf",
    args: [sessionPaymaster],
  });
}

function requireRole(name: OperatorKey, seen: Address, allowed: readonly Address[]): void {
  if (allowed.includes(seen)) return;
  throw new UsageError(`${name}: seen the key of ${seen}; allowed: the key of ${[...new Set(allowed)].join(" or ")}`);
}

/** Sends one transaction of the paymaster, and waits until it is done. */
async function send(wallet: ReturnType<typeof createOperator>, chain: PublicClient, request: unknown): Promise<Hex> {
  const hash = await wallet.writeContract(request as Parameters<typeof wallet.writeContract>[0]);
  const { status } = await chain.waitForTransactionReceipt({ hash });
  if (status !== "success") throw new Error(`Transaction ${hash} was reverted.`);
  return hash;
}
