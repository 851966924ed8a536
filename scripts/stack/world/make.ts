import {
  type Address,
  concatHex,
  createPublicClient,
  createWalletClient,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  http,
  type PublicClient,
  parseAbi,
  parseAbiParameters,
  zeroHash,
} from "viem";
import { entryPoint08Abi, entryPoint08Address } from "viem/account-abstraction";
import { privateKeyToAccount } from "viem/accounts";
import { playerAccountFactoryAbi, sessionPaymasterAbi } from "../../../session/src/abis/abis.ts";
import { addressOf, PROXY, toCalldata } from "../../../session/src/contracts/create2.ts";
import { toSessionCreations } from "../../../session/src/contracts/creations.ts";
import type { Addresses } from "../deployed.ts";
import { localKeys } from "../keys.ts";
import type { ContractName } from "../solidity/contractTable.ts";

/** A block of the local chain is a quarter of a second away. */
const POLLING_MS = 50;
/** Two creations fit into a block, and each into what a transaction may take (EIP-7825). Asked for one by one it takes longer. */
const CREATION_GAS = 15_000_000n;

/** What a world is called in the domains that owners sign in, and its durations: as contracts/script/Deploy.s.sol has them. */
const [NAME, SEED, HOUR_SECONDS, DAY_SECONDS] = ["Hourglass", 1, 3_600, 86_400];
/** Play money, in wei: what bundlers want to see of who keeps state, and what a room of players uses up in a day. */
export const STAKE_WEI = 10n ** 18n;
export const DEPOSIT_WEI = 1_000n * 10n ** 18n;

const gameAbi = parseAbi(["function SAND() view returns (address)", "function ITEMS() view returns (address)"]);
const deployer = privateKeyToAccount(localKeys.deployer);
const sponsor = privateKeyToAccount(localKeys.sponsorSigner);

/** Creation code of a contract without arguments; is told with which ones it would be made. */
export type ChooseCode = (contract: ContractName, args: Hex) => Hex;

/** Where everything is, and where each contract of the table is. */
export type Made = { addresses: Addresses; places: Record<ContractName, Address> };

/** One contract that the deterministic proxy makes. */
type Planned = { contract: ContractName; initCode: Hex; address: Address };

/**
 * Makes what is missing of a world on the local chain: what contracts/script/Deploy.s.sol does, without compiling a script.
 * A test compares the two. The EntryPoint must be there.
 * @returns Addresses as the deployment file has them. `startBlock` is the first block in which something was made now, or
 * the newest when all was there.
 * @throws Error when a contract cannot be made.
 */
export async function makeWorld(rpcUrl: string, choose: ChooseCode): Promise<Made> {
  const client = createPublicClient({ transport: http(rpcUrl), pollingInterval: POLLING_MS, cacheTime: 0 });
  const send = createSender(client, rpcUrl);
  const blocks: bigint[] = [];
  const make = async (plan: readonly Planned[]): Promise<void> => {
    const missing = await filterMissing(client, plan);
    const calls = missing.map(({ initCode }) => {
      return { to: PROXY, data: toCalldata({ salt: zeroHash, initCode }), value: 0n, gas: CREATION_GAS };
    });
    blocks.push(...(await send(calls)));
    const [lost] = await filterMissing(client, missing);
    if (lost) throw new Error(`${lost.contract} could not be made: its constructor reverts, or its code is too large.`);
  };

  const game = planned(choose, "Hourglass", encodeAbiParameters(parseAbiParameters("uint32"), [SEED]));
  await make([game]);
  const read = { address: game.address, abi: gameAbi } as const;
  const [Sand, Items] = await Promise.all([
    client.readContract({ ...read, functionName: "SAND" }),
    client.readContract({ ...read, functionName: "ITEMS" }),
  ]);
  const others = planOthers(choose, game.address, [Items, Sand]);
  await make(others);
  const made = Object.fromEntries(others.map(({ contract, address }) => [contract, address])) as Made["places"];
  const { PlayerAccountFactory: address } = made;
  await send(await fundingOf(client, address, made.SessionPaymaster));
  const PlayerAccount = await client.readContract({
    address,
    abi: playerAccountFactoryAbi,
    functionName: "IMPLEMENTATION",
  });
  const head = await client.getBlockNumber();
  const startBlock = Number(blocks.reduce((first, block) => (block < first ? block : first), head));
  const places = { ...made, ...{ Hourglass: game.address, Sand, Items, PlayerAccount } };
  return { addresses: toAddresses(places, await client.getChainId(), startBlock), places };
}

/** What is made when the game is there: the session contracts are the kit's. */
function planOthers(choose: ChooseCode, game: Address, tokens: readonly [Address, Address]): Planned[] {
  const terms = { name: NAME, rolesOwner: deployer.address, sponsorSigner: sponsor.address };
  const durations = { maxDuration: HOUR_SECONDS, ownerDelay: DAY_SECONDS };
  const made: Partial<Record<ContractName, Address>> = {};
  // Without code in front of them, what is left is the arguments.
  const session = toSessionCreations({ ...terms, ...durations, playTargets: [game] }, () => "0x");
  return [
    planned(choose, "Bazaar", encodeAbiParameters(parseAbiParameters("address, address"), tokens)),
    ...session.map(({ contract, toCreation }) => {
      const each = planned(choose, contract, toCreation(made).initCode);
      made[contract] = each.address;
      return each;
    }),
  ];
}

function planned(choose: ChooseCode, contract: ContractName, args: Hex): Planned {
  const initCode = concatHex([choose(contract, args), args]);
  return { contract, initCode, address: addressOfCreation(initCode) };
}

/** Where the deterministic proxy puts what this makes. */
export const addressOfCreation = (initCode: Hex): Address => addressOf({ salt: zeroHash, initCode });

/** As Deploy.s.sol writes it. */
function toAddresses(places: Made["places"], chainId: number, startBlock: number): Addresses {
  return {
    ...{ chainId, startBlock, seed: String(SEED), name: NAME },
    entryPoint: entryPoint08Address,
    p256Verifier: places.P256Sha256Verifier,
    webAuthnVerifier: places.ERC7913WebAuthnVerifier,
    sessionValidator: places.SessionValidator,
    playerAccountFactory: places.PlayerAccountFactory,
    playerAccountImplementation: places.PlayerAccount,
    sessionPaymaster: places.SessionPaymaster,
    sand: places.Sand,
    items: places.Items,
    bazaar: places.Bazaar,
    hourglass: places.Hourglass,
  };
}

type Call = { to: Address; data: Hex; value: bigint; gas?: bigint };

/** Sends calls at once, in their order, and waits for all of them. Gives the blocks that they are in. */
function createSender(client: PublicClient, rpcUrl: string) {
  const wallet = createWalletClient({ account: deployer, transport: http(rpcUrl) });
  return async (calls: readonly Call[]): Promise<bigint[]> => {
    const hashes: Hex[] = [];
    let nonce = await client.getTransactionCount({ address: deployer.address, blockTag: "pending" });
    for (const call of calls) hashes.push(await wallet.sendTransaction({ ...call, chain: null, nonce: nonce++ }));
    const receipts = await Promise.all(hashes.map((hash) => client.waitForTransactionReceipt({ hash })));
    return receipts.map(({ blockNumber }) => blockNumber);
  };
}

async function filterMissing(client: PublicClient, plan: readonly Planned[]): Promise<Planned[]> {
  const codes = await Promise.all(plan.map(({ address }) => client.getCode({ address })));
  return plan.filter((_, index) => (codes[index] ?? "0x") === "0x");
}

/** Stakes that are not there yet, and what is missing of the deposit. */
async function fundingOf(client: PublicClient, factory: Address, paymaster: Address): Promise<Call[]> {
  const read = { address: entryPoint08Address, abi: entryPoint08Abi, functionName: "getDepositInfo" } as const;
  const [factoryInfo, paymasterInfo] = await Promise.all([
    client.readContract({ ...read, args: [factory] }),
    client.readContract({ ...read, args: [paymaster] }),
  ]);
  const call = { abi: sessionPaymasterAbi } as const;
  const stake = encodeFunctionData({ ...call, functionName: "addStake", args: [DAY_SECONDS] });
  const deposit = encodeFunctionData({ ...call, functionName: "deposit" });
  const missingWei = DEPOSIT_WEI - paymasterInfo.deposit;
  return [
    ...(factoryInfo.staked ? [] : [{ to: factory, data: stake, value: STAKE_WEI }]),
    ...(paymasterInfo.staked ? [] : [{ to: paymaster, data: stake, value: STAKE_WEI }]),
    ...(missingWei > 0n ? [{ to: paymaster, data: deposit, value: missingWei }] : []),
  ];
}
