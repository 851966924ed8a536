import { type Address, getAbiItem, type Hex, type PublicClient, parseEventLogs } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";

import type { Config } from "@/app/_api/config";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { Database } from "@/app/_server/database";
import { decodePack, decodeProfile, decodeRun } from "@/game/rules/words";
import type { Known, Ledger, OnChain } from "./accounting.ts";
import { toState } from "./walker.ts";
import type { LoadWorld } from "./world.ts";

/** Reads what the chain has of every account that played. */
export async function readChain(chain: PublicClient, config: Config, toBlock: bigint): Promise<OnChain[]> {
  const { entryPoint, hourglass, sessionPaymaster, startBlock } = config.deployment;
  const range = { fromBlock: startBlock, toBlock } as const;
  const [logs, operations] = await Promise.all([
    chain.getLogs({ ...range, address: hourglass }),
    chain.getLogs({
      ...{ ...range, address: entryPoint, args: { paymaster: sessionPaymaster }, strict: true },
      event: getAbiItem({ abi: entryPoint08Abi, name: "UserOperationEvent" }),
    }),
  ]);
  // Each action emits one event of its expedition; a fall happens to a player, and is none.
  const actions = parseEventLogs({ abi: hourglassAbi, logs }).flatMap(({ eventName, args }) => {
    return "expedition" in args && eventName !== "Fell" ? [args.player] : [];
  });
  const accounts = [...new Set(actions)];
  const player = { abi: hourglassAbi, address: hourglass, functionName: "readPlayer", blockNumber: toBlock } as const;
  const words = await Promise.all(accounts.map((account) => chain.readContract({ ...player, args: [account] })));
  return accounts.map((account, index) => {
    const own = operations.filter(({ args }) => args.sender === account);
    const { run = 0n, pack = 0n, profile = 0n } = words[index] ?? {};
    return {
      account,
      actions: actions.filter((player) => player === account).length,
      state: toState({ run: decodeRun(run), pack: decodePack(pack), profile: decodeProfile(profile) }),
      operations: own.filter(({ args }) => args.success).map(({ args }) => args.userOpHash),
      sponsoredWei: own.reduce((sum, { args }) => sum + args.actualGasCost, 0n),
    };
  });
}

/** How many actions of an account are on chain. */
export async function countActions(chain: PublicClient, config: Config, account: Address): Promise<number> {
  const all = await readChain(chain, config, await chain.getBlockNumber({ cacheTime: 0 }));
  return all.find((each) => each.account.toLowerCase() === account.toLowerCase())?.actions ?? 0;
}

/** Reads what the indexer made of the chain. */
export async function readProjections(database: Database): Promise<Known[]> {
  const [players, operations] = await Promise.all([
    database.runEvent.groupBy({ by: ["account"], where: { kind: { not: "Fell" } }, _count: true }),
    database.operation.findMany({ where: { success: true }, select: { account: true, userOpHash: true } }),
  ]);
  return players.map(({ account, _count: actions }) => ({
    ...{ account: account as Address, actions },
    operations: operations.filter((row) => row.account === account).map((row) => row.userOpHash as Hex),
  }));
}

/** Reads the sponsor's books. */
export async function readLedger(database: Database, limits: LoadWorld["limits"]): Promise<Ledger> {
  const [budgets, vouchers] = await Promise.all([
    database.sponsorBudget.findMany(),
    database.sponsorVoucher.findMany({ where: { kind: "session" } }),
  ]);
  const rows = (scope: string, limitWei: bigint) =>
    budgets
      .filter((row) => row.scope === scope)
      .map(({ subject, promised }) => ({ subject, promisedWei: BigInt(promised.toFixed(0)), limitWei }));
  return {
    accounts: rows("account", limits.SPONSOR_ACCOUNT_DAY_WEI),
    everybody: rows("everybody", limits.SPONSOR_DAY_WEI),
    vouchers: vouchers.map((row) => ({ account: row.account as Address, maxWei: BigInt(row.maxCost.toFixed(0)) })),
  };
}
