import { type Address, getAbiItem, type Hex, type PublicClient } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";

import type { Config } from "@/app/_api/config";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { Database } from "@/app/_server/database";
import type { Known, Ledger, OnChain } from "./accounting.ts";
import type { LoadWorld } from "./world.ts";

/** Reads what the chain has of every account that played. */
export async function readChain(chain: PublicClient, config: Config, toBlock: bigint): Promise<OnChain[]> {
  const { entryPoint, hourglass, sessionPaymaster, startBlock } = config.deployment;
  const range = { fromBlock: startBlock, toBlock, strict: true } as const;
  const [moves, operations] = await Promise.all([
    chain.getLogs({ ...range, address: hourglass, event: getAbiItem({ abi: hourglassAbi, name: "Moved" }) }),
    chain.getLogs({
      ...{ ...range, address: entryPoint, args: { paymaster: sessionPaymaster } },
      event: getAbiItem({ abi: entryPoint08Abi, name: "UserOperationEvent" }),
    }),
  ]);
  const accounts = [...new Set(moves.map(({ args }) => args.player))];
  const player = { abi: hourglassAbi, address: hourglass, functionName: "readPlayer", blockNumber: toBlock } as const;
  const states = await Promise.all(accounts.map((account) => chain.readContract({ ...player, args: [account] })));
  return accounts.map((account, index) => {
    const own = operations.filter(({ args }) => args.sender === account);
    const steps = moves.filter(({ args }) => args.player === account).map(({ args }) => Number(args.steps));
    return {
      account,
      steps: steps.reduce((sum, count) => sum + count, 0),
      stepsByState: Number(states[index]?.steps ?? 0),
      operations: own.filter(({ args }) => args.success).map(({ args }) => args.userOpHash),
      sponsoredWei: own.reduce((sum, { args }) => sum + args.actualGasCost, 0n),
    };
  });
}

/** Reads what the indexer made of the chain. */
export async function readProjections(database: Database): Promise<Known[]> {
  const [players, operations] = await Promise.all([
    database.player.findMany({ select: { account: true, steps: true } }),
    database.operation.findMany({ where: { success: true }, select: { account: true, userOpHash: true } }),
  ]);
  return players.map(({ account, steps }) => ({
    ...{ account: account as Address, steps },
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
