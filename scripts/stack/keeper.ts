import { type Address, createPublicClient, createWalletClient, type Hex, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { hourglassAbi } from "../../app/_chain/generated/abis.ts";
import { BLOCK_TIME_MS } from "./chain.ts";
import { type DayDraw, decideKeeping, type Keeping, leftForRooms, type Purse, purseOf } from "./keeping.ts";
import { addressOf, localKeys } from "./keys.ts";
import { watchRooms } from "./roomWatch.ts";
import { messageOf, type Say } from "./service.ts";
import { repeat } from "./until.ts";

/** Every other block: a day is open a second after it began. */
const LOOK_MS = 2 * BLOCK_TIME_MS;
const DAY_SECONDS = 86_400n;
/** Naming or drawing takes half of it. */
const GAS = 100_000n;
const TIP_WEI = 10n ** 9n;
/** So many blocks later a call that is not in one is given up: the chain took it back, or never had it. */
const PATIENCE_BLOCKS = 20n;
/** Play money, in wei: on the local chain two calls cost less than a thousandth of it. */
const BUDGET_WEI = 10n ** 18n;

/** Fills the purse of the local keeper from the deployer's, for the days that come. */
export async function fundKeeper(rpcUrl: string): Promise<void> {
  const transport = http(rpcUrl);
  const client = createPublicClient({ transport, pollingInterval: BLOCK_TIME_MS });
  const keeper = addressOf(localKeys.keeper);
  if ((await client.getBalance({ address: keeper })) >= BUDGET_WEI) return;
  const deployer = createWalletClient({ account: privateKeyToAccount(localKeys.deployer), transport });
  const hash = await deployer.sendTransaction({ chain: null, to: keeper, value: 10n * BUDGET_WEI });
  await client.waitForTransactionReceipt({ hash });
}

type KeeperOptions = {
  rpcUrl: string;
  hourglass: Address;
  say: Say;
  /** Of the keeper's account; has two budgets for each day, and rooms never get what that of the day may still need. */
  key?: Hex;
  /** The most that is spent in one day (UTC) on the day's island, and the same on rooms; then the keeper says so, and waits for the next day. */
  budgetWei?: bigint;
};

/** The newest block: its number and day (since 1970), and what a call may cost, in wei for each gas. */
type Head = { head: bigint; day: bigint; maxFeePerGas: bigint };

/** What is drawn: each has a purse of its own, so that no number of rooms keeps the day from being opened. */
type Island = { call: "openDay"; args: readonly [] } | { call: "drawRoom"; args: readonly [room: bigint] };

/**
 * Keeps the islands of the day and of rooms that have started open: names the block that draws a seed, and draws it as soon as
 * that block is mined. Players could do both, but nobody should have to wait for it. What was spent is counted from its start on.
 * @returns Its end.
 */
export function keepIslandsOpen(options: KeeperOptions): () => Promise<void> {
  const { rpcUrl, hourglass, say, key = localKeys.keeper, budgetWei = BUDGET_WEI } = options;
  const transport = http(rpcUrl, { retryCount: 0, timeout: 5_000 });
  const client = createPublicClient({ transport, cacheTime: 0 });
  const wallet = createWalletClient({ account: privateKeyToAccount(key), transport });
  const game = { address: hourglass, abi: hourglassAbi } as const;
  const purses: Record<Island["call"], Purse> = {
    openDay: { day: 0n, spentWei: 0n },
    drawRoom: { day: 0n, spentWei: 0n },
  };
  let sent: { hash: Hex; block: bigint; call: Island["call"] } | undefined;
  const said = new Map<string, string>();

  /** The same about one thing is said once. */
  const sayOnce = (about: Island["call"] | "failure", line: string) => {
    if (line !== said.get(about)) say(line);
    said.set(about, line);
  };

  /** Whether a call is on its way still. */
  async function isPending(head: bigint): Promise<boolean> {
    if (!sent) return false;
    const { hash, block, call } = sent;
    const receipt = await client.getTransactionReceipt({ hash }).catch(() => undefined);
    if (!receipt && head < block + PATIENCE_BLOCKS) return true;
    if (receipt) purses[call].spentWei += receipt.gasUsed * receipt.effectiveGasPrice;
    sent = undefined;
    return false;
  }

  /** What may be spent on an island of this day, in wei. */
  async function readLeft(call: Island["call"], day: bigint): Promise<bigint> {
    for (const each of ["openDay", "drawRoom"] as const) purses[each] = purseOf(purses[each], day);
    const spent = { day: purses.openDay.spentWei, rooms: purses.drawRoom.spentWei };
    if (call === "openDay") return budgetWei - spent.day;
    return leftForRooms(budgetWei, spent, await client.getBalance({ address: wallet.account.address }));
  }

  /** Calls for an island if that is due. */
  async function keep({ call, args }: Island, draw: DayDraw, { head, day, maxFeePerGas }: Head): Promise<Keeping> {
    const keeping = decideKeeping(draw, head, GAS * maxFeePerGas, await readLeft(call, day));
    if (keeping === "stop") {
      const ofDay = `The keeper has spent its ${budgetWei} wei of day ${day}: players open it.`;
      sayOnce(
        call,
        call === "openDay" ? ofDay : `The keeper spends no more on rooms on day ${day}: players draw them.`,
      );
    }
    if (keeping !== "call") return keeping;
    const fees = { gas: GAS, maxFeePerGas, maxPriorityFeePerGas: TIP_WEI, chain: null } as const;
    const hash = await (call === "openDay"
      ? wallet.writeContract({ ...game, functionName: call, args, ...fees })
      : wallet.writeContract({ ...game, functionName: call, args, ...fees }));
    sent = { hash, block: head, call };
    return keeping;
  }

  const listDueRooms = watchRooms((room) => client.readContract({ ...game, functionName: "readRoom", args: [room] }));

  async function look(): Promise<void> {
    const { number: head, timestamp, baseFeePerGas } = await client.getBlock();
    if (await isPending(head)) return;
    const now = { head, day: timestamp / DAY_SECONDS, maxFeePerGas: 2n * (baseFeePerGas ?? 0n) + TIP_WEI };
    const ofDay = await client.readContract({ ...game, functionName: "readDay", args: [now.day] });
    if ((await keep({ call: "openDay", args: [] }, ofDay, now)) === "call") return;
    // One call at a time: what waits for its block leaves the turn to the next.
    for await (const { room, draw } of listDueRooms(timestamp)) {
      const keeping = await keep({ call: "drawRoom", args: [room] }, draw, now);
      if (keeping === "call" || keeping === "stop") return;
    }
  }

  const complain = (error: unknown) => {
    // A chain that is down is said by its own service.
    if (!messageOf(error).includes("HTTP request failed")) {
      sayOnce("failure", `The keeper cannot open an island: ${messageOf(error).split("\n")[0]}`);
    }
  };
  return repeat(() => look().catch(complain), LOOK_MS);
}
