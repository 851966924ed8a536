import {
  type Address,
  ContractFunctionExecutionError,
  createTestClient,
  encodeFunctionData,
  getAddress,
  type Hex,
  http,
  publicActions,
  walletActions,
  zeroAddress,
} from "viem";
import { bazaarAbi, hourglassAbi, itemsAbi, sandAbi } from "../../app/_chain/generated/abis.ts";
import { relics } from "../../game/rules/table.ts";
import { decodeProfile } from "../../game/rules/words.ts";
import { playerAccountAbi, playerAccountFactoryAbi } from "../../session/src/abis/abis.ts";
import type { Addresses } from "./deployed.ts";

/** Sand in its smallest unit, and pieces of each relic by its number. */
type Holdings = { sand: bigint; relics: Map<number, bigint> };
type World = Record<"hourglass" | "bazaar" | "sand" | "items" | "playerAccountFactory", Address>;

const openChain = (rpcUrl: string) =>
  createTestClient({ mode: "anvil", transport: http(rpcUrl) })
    .extend(publicActions)
    .extend(walletActions);
type Chain = ReturnType<typeof openChain>;

/** Enough for the gas of one mint; what is left of it goes when all is done. */
const GAS_MONEY_WEI = 10n ** 18n;

/**
 * Gives players in a new world what they own in the one before: Sand and relics in their accounts, Sand in their vaults, and
 * relics that they offered in the Bazaar. All of it comes into the account: only coming home fills a vault. An account has another address there; what it owned goes to the one that its owner has. It stays in
 * the old world too, which nothing plays any more. Only a local chain can do this: the game's tokens are minted in the
 * game's own name.
 * @param before The world of before. One without accounts of owners has nothing that could be carried over.
 * @param after The new one, in which nobody has played.
 * @returns How many players it is about.
 */
export async function carryOver(rpcUrl: string, before: Addresses, after: Addresses): Promise<number> {
  const [old, made] = [before, after] as unknown as [World, World];
  if (!old.playerAccountFactory || getAddress(old.sand) === getAddress(made.sand)) return 0;
  const chain = openChain(rpcUrl);
  const fromBlock = BigInt(before.startBlock);
  const owned = await readOwned(chain, old, fromBlock, await readHeirs(chain, old, made, fromBlock));
  const mint = async (to: Address, data: Hex) => {
    const hash = await chain.sendTransaction({ chain: null, account: made.hourglass, to, data });
    await chain.waitForTransactionReceipt({ hash, pollingInterval: 50 });
  };
  await chain.impersonateAccount({ address: made.hourglass });
  await chain.setBalance({ address: made.hourglass, value: GAS_MONEY_WEI });
  // What is there already came before a start was interrupted here.
  for (const [player, { sand, relics: found }] of owned) {
    const missing = sand - (await readSand(chain, made, player));
    const paid = { abi: sandAbi, functionName: "mint" } as const;
    if (missing > 0n) await mint(made.sand, encodeFunctionData({ ...paid, args: [player, missing] }));
    for (const [relic, pieces] of found) {
      const more = pieces - (await readRelics(chain, made, player, relic));
      const given = { abi: itemsAbi, functionName: "mint", args: [player, BigInt(relic), more] } as const;
      if (more > 0n) await mint(made.items, encodeFunctionData(given));
    }
  }
  await chain.setBalance({ address: made.hourglass, value: 0n });
  await chain.stopImpersonatingAccount({ address: made.hourglass });
  return owned.size;
}

type Heirs = ReadonlyMap<Address, Address>;

/** The account that the owner of each account has in the new world. */
async function readHeirs(chain: Chain, old: World, made: World, fromBlock: bigint): Promise<Heirs> {
  const abi = playerAccountFactoryAbi;
  const source = { abi, address: old.playerAccountFactory, eventName: "AccountCreated" } as const;
  const heirs = new Map<Address, Address>();
  for (const { args } of await chain.getContractEvents({ ...source, fromBlock, toBlock: "latest" })) {
    if (!args.account || !args.salt) continue;
    const owner = await chain.readContract({ abi: playerAccountAbi, address: args.account, functionName: "owner" });
    const place = { abi, address: made.playerAccountFactory, functionName: "getAddress" } as const;
    heirs.set(args.account, await chain.readContract({ ...place, args: [owner, args.salt] }));
  }
  return heirs;
}

/** What each gets. */
async function readOwned(chain: Chain, world: World, fromBlock: bigint, heirs: Heirs): Promise<Map<Address, Holdings>> {
  const owned = new Map<Address, Holdings>();
  const of = (player: Address): Holdings => {
    const heir = heirs.get(player) ?? player;
    const held = owned.get(heir) ?? { sand: 0n, relics: new Map() };
    owned.set(heir, held);
    return held;
  };
  const addRelics = (player: Address, relic: number, pieces: bigint) => {
    if (pieces === 0n) return;
    const held = of(player).relics;
    held.set(relic, (held.get(relic) ?? 0n) + pieces);
  };
  for (const player of new Set([...heirs.keys(), ...(await readReceivers(chain, world, fromBlock))])) {
    const sand = (await readSand(chain, world, player)) + (await readVault(chain, world, player));
    if (sand > 0n) of(player).sand += sand;
    for (const { item } of relics) addRelics(player, item, await readRelics(chain, world, player, item));
  }
  const market = { address: world.bazaar, abi: bazaarAbi } as const;
  const offers = await chain.readContract({ ...market, functionName: "listings" });
  for (let offer = 1n; offer <= offers; offer += 1n) {
    const { seller, item, left } = await chain.readContract({ ...market, functionName: "listingOf", args: [offer] });
    if (relics.some((relic) => relic.item === item)) addRelics(seller, item, left);
  }
  return owned;
}

const readSand = (chain: Chain, { sand: address }: World, player: Address) =>
  chain.readContract({ address, abi: sandAbi, functionName: "balanceOf", args: [player] });

/** Sand in the vault: none in a world whose game knew no vaults. */
const readVault = ({ readContract }: Chain, { hourglass: address }: World, player: Address) =>
  readContract({ address, abi: hourglassAbi, functionName: "readPlayer", args: [player] }).then(
    ({ profile }) => decodeProfile(profile).vault,
    (error: unknown) => {
      if (error instanceof ContractFunctionExecutionError) return 0n;
      throw error;
    },
  );

const readRelics = (chain: Chain, { items: address }: World, player: Address, relic: number) =>
  chain.readContract({ address, abi: itemsAbi, functionName: "balanceOf", args: [player, BigInt(relic)] });

/** Everybody who ever got something or came home, but for the game and its Bazaar. */
async function readReceivers(chain: Chain, world: World, fromBlock: bigint): Promise<Set<Address>> {
  const range = { fromBlock, toBlock: "latest" } as const;
  const sand = await chain.getContractEvents({ ...range, abi: sandAbi, address: world.sand, eventName: "Transfer" });
  const items = { ...range, abi: itemsAbi, address: world.items } as const;
  const single = await chain.getContractEvents({ ...items, eventName: "TransferSingle" });
  const batch = await chain.getContractEvents({ ...items, eventName: "TransferBatch" });
  const game = { ...range, abi: hourglassAbi, address: world.hourglass } as const;
  const home = await chain.getContractEvents({ ...game, eventName: "Finished" });
  const receivers = new Set([...sand, ...single, ...batch].flatMap(({ args: { to } }) => to ?? []));
  for (const { args } of home) if (args.player) receivers.add(args.player);
  for (const contract of [zeroAddress, getAddress(world.hourglass), getAddress(world.bazaar)])
    receivers.delete(contract);
  return receivers;
}
