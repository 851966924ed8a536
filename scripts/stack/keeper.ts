import { type Address, createPublicClient, createWalletClient, type Hex, http, parseAbi } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { BLOCK_TIME_MS } from "./chain.ts";
import { decideKeeping, purseOf } from "./keeping.ts";
import { addressOf, localKeys } from "./keys.ts";
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

const gameAbi = parseAbi([
  "function openDay()",
  "function readDay(uint256 day) view returns ((uint256 block, uint256 seed, bool drawn))",
]);

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
  /** Of the keeper's account; has a budget for each day. */
  key?: Hex;
  /** The most that is spent on one day (UTC); then the keeper says so, and waits for the next day. */
  budgetWei?: bigint;
};

/**
 * Keeps the island of the day open: names the block that draws its seed, and draws it as soon as that block is mined. Players
 * could do both, but nobody should have to wait for it. What was spent is counted from its start on.
 * @returns Its end.
 */
export function keepDayOpen(options: KeeperOptions): () => Promise<void> {
  const { rpcUrl, hourglass, say, key = localKeys.keeper, budgetWei = BUDGET_WEI } = options;
  const transport = http(rpcUrl, { retryCount: 0, timeout: 5_000 });
  const client = createPublicClient({ transport, cacheTime: 0 });
  const wallet = createWalletClient({ account: privateKeyToAccount(key), transport });
  const game = { address: hourglass, abi: gameAbi } as const;
  let purse = { day: 0n, spentWei: 0n };
  let sent: { hash: Hex; block: bigint } | undefined;
  let said = "";

  /** The same is said once. */
  const sayOnce = (line: string) => {
    if (line !== said) say(line);
    said = line;
  };

  /** Whether a call is on its way still. */
  async function isPending(head: bigint): Promise<boolean> {
    if (!sent) return false;
    const receipt = await client.getTransactionReceipt({ hash: sent.hash }).catch(() => undefined);
    if (!receipt && head < sent.block + PATIENCE_BLOCKS) return true;
    if (receipt) purse = { ...purse, spentWei: purse.spentWei + receipt.gasUsed * receipt.effectiveGasPrice };
    sent = undefined;
    return false;
  }

  async function look(): Promise<void> {
    const { number: head, timestamp, baseFeePerGas } = await client.getBlock();
    if (await isPending(head)) return;
    purse = purseOf(purse, timestamp / DAY_SECONDS);
    const draw = await client.readContract({ ...game, functionName: "readDay", args: [purse.day] });
    const maxFeePerGas = 2n * (baseFeePerGas ?? 0n) + TIP_WEI;
    const keeping = decideKeeping(draw, head, GAS * maxFeePerGas, budgetWei - purse.spentWei);
    if (keeping === "stop") sayOnce(`The keeper has spent its ${budgetWei} wei of day ${purse.day}: players open it.`);
    if (keeping !== "call") return;
    const call = { ...game, functionName: "openDay", gas: GAS, maxFeePerGas, maxPriorityFeePerGas: TIP_WEI } as const;
    sent = { hash: await wallet.writeContract({ ...call, chain: null }), block: head };
  }

  const complain = (error: unknown) => {
    // A chain that is down is said by its own service.
    if (!messageOf(error).includes("HTTP request failed")) {
      sayOnce(`The keeper cannot open the day: ${messageOf(error).split("\n")[0]}`);
    }
  };
  return repeat(() => look().catch(complain), LOOK_MS);
}
