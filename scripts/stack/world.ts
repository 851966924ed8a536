import { type Address, concatHex, encodeAbiParameters, type Hex, http, parseAbiParameters, zeroHash } from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import { privateKeyToAccount } from "viem/accounts";
import { anvil } from "viem/chains";
import { hourglassAbi } from "../../app/_chain/generated/abis.ts";
import { playerAccountFactoryAbi } from "../../session/src/abis/abis.ts";
import { addressOf } from "../../session/src/contracts/create2.ts";
import { toSessionCreations } from "../../session/src/contracts/creations.ts";
import { requireEntryPoint } from "../../session/src/contracts/entryPoint.ts";
import { fund } from "../../session/src/contracts/fund.ts";
import { create, createSender } from "../../session/src/contracts/sender.ts";
import type { Addresses } from "./deployed.ts";
import { entryPointCode } from "./entryPoint.ts";
import { localKeys } from "./keys.ts";
import type { ContractName } from "./solidity/contractTable.ts";

/** What a world is called in the domains that owners sign in, and its durations: as contracts/script/Deploy.s.sol has them. */
const [NAME, HOUR_SECONDS, DAY_SECONDS] = ["Hourglass", 3_600, 86_400];
/** Play money, in wei: what bundlers want to see of who keeps state, and what a room of players uses up in a day. */
const ETHER_WEI = 10n ** 18n;
const FUNDS = { factoryStake: ETHER_WEI, paymasterStake: ETHER_WEI, deposit: 1_000n * ETHER_WEI };

const deployer = privateKeyToAccount(localKeys.deployer);
const sponsor = privateKeyToAccount(localKeys.sponsorSigner);

/** Creation code of a contract without arguments; is told with which ones it would be made. */
export type ChooseCode = (contract: ContractName, args: Hex) => Hex;

type Places = Record<ContractName, Address>;

/**
 * Makes what is missing of a world on the local chain: what contracts/script/Deploy.s.sol does, without compiling a script.
 * A test compares the two.
 * @returns Where each contract is, and the same as the deployment file has it. `startBlock` is the first block in which
 * something was made now, or the newest when all was there.
 */
export async function makeWorld(rpcUrl: string, choose: ChooseCode): Promise<{ addresses: Addresses; places: Places }> {
  const sender = await createSender({ chain: anvil, transport: http(rpcUrl), deployer });
  await requireEntryPoint(sender, entryPointCode());
  const places: Partial<Places> = {};
  let startBlock: bigint | undefined;
  const make = async (contract: ContractName, args: Hex): Promise<Address> => {
    const made = await create(sender, creationOf(choose(contract, args), args));
    startBlock ??= made.blockNumber;
    places[contract] = made.address;
    return made.address;
  };

  const game = await make("Hourglass", "0x");
  const read = { address: game, abi: hourglassAbi } as const;
  const tokens = [
    await sender.client.readContract({ ...read, functionName: "ITEMS" }),
    await sender.client.readContract({ ...read, functionName: "SAND" }),
  ] as const;
  [places.Items, places.Sand] = tokens;
  places.Chart = await sender.client.readContract({ ...read, functionName: "CHART" });
  await make("Bazaar", encodeAbiParameters(parseAbiParameters("address, address"), tokens));
  const terms = { name: NAME, rolesOwner: deployer.address, sponsorSigner: sponsor.address, playTargets: [game] };
  const durations = { maxDuration: HOUR_SECONDS, ownerDelay: DAY_SECONDS };
  // Without code in front of them, what is left is the arguments.
  for (const { contract, toCreation } of toSessionCreations({ ...terms, ...durations }, () => "0x")) {
    await make(contract, toCreation(places).initCode);
  }
  const factory = { address: places.PlayerAccountFactory as Address, abi: playerAccountFactoryAbi } as const;
  places.PlayerAccount = await sender.client.readContract({ ...factory, functionName: "IMPLEMENTATION" });
  const all = places as Places;
  const deployment = toDeployment(all, startBlock ?? (await sender.client.getBlockNumber()));
  await fund(sender, deployment, { ...FUNDS, unstakeDelay: DAY_SECONDS }, () => undefined);
  return { addresses: { ...deployment, startBlock: Number(deployment.startBlock) }, places: all };
}

const creationOf = (code: Hex, args: Hex) => ({ salt: zeroHash, initCode: concatHex([code, args]) });

/** Where the deterministic proxy puts a contract. */
export const addressOfCreation = (code: Hex, args: Hex): Address => addressOf(creationOf(code, args));

/** As Deploy.s.sol writes it. */
function toDeployment(places: Places, startBlock: bigint) {
  return {
    ...{ chainId: anvil.id, startBlock, name: NAME },
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
