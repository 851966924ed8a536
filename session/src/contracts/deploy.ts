import { type Account, type Address, type Chain, type Hex, stringToBytes, type Transport } from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import { playerAccountFactoryAbi } from "../abis/abis.ts";
import type { SessionDeployment } from "../deployment.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { type ContractName, toSessionCreations } from "./creations.ts";
import type { DeployStep } from "./deployStep.ts";
import { requireEntryPoint } from "./entryPoint.ts";
import { findFirstBlock } from "./firstBlock.ts";
import { fund, type Wishes } from "./fund.ts";
import { type Created, create, createSender, type Sender } from "./sender.ts";

/** What to deploy, who deploys it, and for which product. */
export type DeployParameters = {
  chain: Chain;
  /** Transport to the chain. Default: `http()`. */
  transport?: Transport;
  /** Pays and signs. It gets no rights, unless `rolesOwner` is absent. */
  deployer: Account;
  /** Name of your product, which owners see in the domain of everything that they sign: 1 to 31 bytes. */
  name: string;
  /** Owner of factory and paymaster. Default: the deployer. */
  rolesOwner?: Address;
  /** The signer whose vouchers the paymaster accepts. Absent: no paymaster. */
  sponsorSigner?: Address;
  /** Contracts that accounts of a device key (guests) may call. Default: none, so guests cannot play. */
  playTargets?: readonly Address[];
  /** Longest session, in seconds. Default: 3600. */
  maxDuration?: number;
  /** How long a change of owner waits, in seconds. Default: 86,400. */
  ownerDelay?: number;
  /** Minimum stake in wei afterwards, and for how long it is locked, in seconds. Bundlers require it. Default: none, a day. */
  stake?: { factory?: bigint; paymaster?: bigint; unstakeDelay?: number };
  /** Minimum deposit of the paymaster in wei afterwards. Default: none. */
  deposit?: bigint;
  /**
   * Creation code of EntryPoint v0.8, for chains that lack it (local ones): `bytecode` of
   * `@account-abstraction/contracts/artifacts/EntryPoint.json` 0.8.0. It is under the GPL, so it is not in this package.
   */
  entryPoint?: Hex;
  /** Called after each step; a step without a hash had nothing to do. */
  onStep?: (step: DeployStep) => void;
};

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const NAME_BYTES = 31;

/**
 * Deploys the session contracts through the deterministic proxy: the same sources, roles and terms give the same addresses on
 * every chain. Running it again adds what is missing.
 * @param parameters See {@link DeployParameters}.
 * @returns The deployment: give it to programs as JSON, see `serializeDeployment`.
 * @throws InvalidInputError if a parameter is invalid (name, chain, EntryPoint, who may stake); refusals of the chain
 * are viem's own errors. Contracts that were deployed before an error stay deployed.
 */
export async function deploySessionContracts(parameters: DeployParameters): Promise<SessionDeployment> {
  const terms = toTerms(parameters);
  const sender = await createSender(parameters);
  const tell = (contract: DeployStep["contract"], { address, hash }: Created) =>
    parameters.onStep?.({ does: "deploy", contract, address, hash });
  tell("EntryPoint", await requireEntryPoint(sender, parameters.entryPoint));

  const made: Partial<Record<ContractName, Address>> = {};
  let startBlock: bigint | undefined;
  for (const { contract, toCreation } of toSessionCreations(terms)) {
    const created = await create(sender, toCreation(made));
    made[contract] = created.address;
    if (contract === "SessionValidator") startBlock = created.blockNumber;
    tell(contract, created);
  }
  const deployment = await toDeployment(sender, parameters, made, startBlock);
  await fund(sender, deployment, toWishes(parameters), parameters.onStep ?? (() => undefined));
  return deployment;
}

/** The terms that the addresses depend on, with defaults. */
function toTerms(parameters: DeployParameters) {
  const { name, deployer, sponsorSigner, rolesOwner = deployer.address, playTargets = [] } = parameters;
  const bytes = stringToBytes(name).length;
  if (bytes < 1 || bytes > NAME_BYTES) {
    throw new InvalidInputError("This name cannot be used for a product.", {
      details: `name "${name}": ${bytes} bytes, allowed 1 to ${NAME_BYTES}`,
    });
  }
  const { factory = 0n, paymaster = 0n } = parameters.stake ?? {};
  if (factory + paymaster > 0n && rolesOwner.toLowerCase() !== deployer.address.toLowerCase()) {
    throw new InvalidInputError("Only the owner of factory and paymaster can add stake.", {
      details: `the owner is ${rolesOwner}, the deployer ${deployer.address}: leave out stake; the owner calls addStake`,
    });
  }
  return {
    ...{ name, rolesOwner, sponsorSigner, playTargets },
    maxDuration: parameters.maxDuration ?? HOUR_SECONDS,
    ownerDelay: parameters.ownerDelay ?? DAY_SECONDS,
  };
}

function toWishes({ stake = {}, deposit = 0n }: DeployParameters): Wishes {
  const { factory = 0n, paymaster = 0n, unstakeDelay = DAY_SECONDS } = stake;
  return { factoryStake: factory, paymasterStake: paymaster, unstakeDelay, deposit };
}

async function toDeployment(
  { client }: Sender,
  { chain, name }: DeployParameters,
  made: Partial<Record<ContractName, Address>>,
  startBlock: bigint | undefined,
): Promise<SessionDeployment> {
  const at = (contract: ContractName): Address => {
    const address = made[contract];
    if (address === undefined) throw new Error(`${contract} is missing among the created contracts.`);
    return address;
  };
  const [sessionValidator, playerAccountFactory] = [at("SessionValidator"), at("PlayerAccountFactory")];
  const factory = { abi: playerAccountFactoryAbi, address: playerAccountFactory } as const;
  return {
    ...{ chainId: chain.id, name, entryPoint: entryPoint08Address, sessionValidator, playerAccountFactory },
    playerAccountImplementation: await client.readContract({ ...factory, functionName: "IMPLEMENTATION" }),
    ...{ p256Verifier: at("P256Sha256Verifier"), webAuthnVerifier: at("ERC7913WebAuthnVerifier") },
    ...(made.SessionPaymaster ? { sessionPaymaster: made.SessionPaymaster } : {}),
    // If it existed before, the chain is asked; if the chain does not know, events are searched in all blocks.
    startBlock: startBlock ?? (await findFirstBlock(client, sessionValidator)) ?? 0n,
  };
}
