import {
  type Address,
  type BaseError,
  type Client,
  createClient,
  custom,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
  parseGwei,
  RpcRequestError,
} from "viem";
import { entryPoint08Abi, toPackedUserOperation } from "viem/account-abstraction";
import { readContract } from "viem/actions";
import { vi } from "vitest";

import { type Call, createFactoryArgs } from "../calls";
import { createConfirmations } from "../confirmations";
import { decodeRevert, type Failure } from "../decodeFailure";
import { openDeviceOwner } from "../deviceOwner";
import type { SessionKitError } from "../errors";
import type { GasTable } from "../gas";
import { playerAccountFactoryAbi } from "../generated/abis";
import { createGrant, type Grant, sessionIdOf, toGrantTypedData } from "../grant";
import { createMemoryKeyStore, type KeyStore } from "../keyStore";
import { type CreateLanePortsParameters, createLanePorts } from "../lanePorts";
import type { LanePorts, LaneSession } from "../laneTypes";
import { createLocalLock } from "../locks";
import { type PreparedOperation, type PrepareParameters, prepareOperation, sendOperation } from "../operation";
import type { Owner } from "../owner";
import { createPermission } from "../permission";
import { readGrantEpoch, readNonce } from "../readChain";
import { createSessionKey } from "../sessionKey";
import {
  encodeVoucher,
  omitVoucher,
  requestVoucher,
  type sponsorContext,
  type Voucher,
  type VoucherData,
  voucherTypedData,
} from "../voucher";
import { targetAbi, type World } from "./world";

/** The most that the sponsor of the tests lets an operation of its sessions cost, in wei. */
const MAX_OPERATION_WEI = 10n ** 18n;
const PAYMASTER_GAS = { paymasterVerificationGasLimit: 100_000n, paymasterPostOpGasLimit: 50_000n };

/** Limits that cover the target's functions; a product measures its own. */
export const gasTable: GasTable = ({ deploys, enables, calls }) => ({
  callGasLimit: 60_000n + 60_000n * BigInt(calls.length),
  verificationGasLimit: 150_000n + (enables ? 500_000n : 0n) + (deploys ? 400_000n : 0n),
});

/** One player of a world: an owner, its account (not deployed), and one grant. */
export async function createPlayer(
  world: World,
  overrides: Partial<Grant> & { owner?: Owner; lane?: number; store?: KeyStore } = {},
) {
  const { contracts, module, rpc } = world;
  const { owner: givenOwner, lane = 1, store = createMemoryKeyStore(), ...grantOverrides } = overrides;
  const owner = givenOwner ?? (await openDeviceOwner(store, contracts.verifier));
  const factory = createFactoryArgs(contracts.factory, owner.signer);
  const account = await readContract(rpc, {
    abi: playerAccountFactoryAbi,
    address: contracts.factory,
    functionName: "getAddress",
    args: [owner.signer, `0x${"00".repeat(32)}`],
  });
  const signer = await createSessionKey(contracts.verifier);
  const permissions = ["play(uint256)", "fail(uint256)"].map((functionSignature) =>
    createPermission({ abi: targetAbi, target: contracts.target, functionSignature }),
  );
  const spend = { abi: targetAbi, target: contracts.target, functionSignature: "spend(uint256,uint256)" };
  const grant = {
    ...createGrant({
      ...{ account, lane, sessionKey: signer.signer, validator: contracts.validator, paymaster: contracts.paymaster },
      epoch: await readGrantEpoch(rpc, contracts.validator, account),
      nowSeconds: await world.now(),
      permissions: [...permissions, createPermission({ ...spend, spendArgument: "2" })],
      ...{ maxActions: 100, maxSpend: 10n, maxGasWei: 10n ** 18n },
    }),
    ...grantOverrides,
  };
  const ownerSignature = await owner.signTypedData(toGrantTypedData(module, grant));
  const session: LaneSession = { module, signed: { grant, ownerSignature }, signer, factory };
  return { account, factory, grant, id: sessionIdOf(module, grant), module, owner, session, signer, store };
}

export type Player = Awaited<ReturnType<typeof createPlayer>>;

/** Ports against the world, with the test's own sponsor in place of a server. */
export async function createPlayerPorts(
  world: World,
  player: Player,
  overrides: Partial<CreateLanePortsParameters> = {},
): Promise<LanePorts> {
  const offsetSeconds = (await world.now()) - Date.now() / 1000;
  return createLanePorts({
    session: player.session,
    rpc: world.rpc,
    bundler: createClient({ transport: http(world.bundlerUrl, { retryCount: 0, timeout: 5_000 }) }),
    sponsor: { client: createSponsor(world), gasLimits: PAYMASTER_GAS },
    store: player.store,
    lock: createLocalLock(),
    chainNow: () => Date.now() / 1000 + offsetSeconds,
    gasTable,
    abi: targetAbi,
    ...overrides,
  });
}

/** A sponsor that signs a voucher for every grant it is shown (ERC-7677 over an in-process transport). */
export function createSponsor(world: World): Client {
  const { contracts, module, sponsor, sponsorModule } = world;
  const request = async ({ method, params }: { method: string; params: [unknown, Address, Hex, Context] }) => {
    if (method !== "pm_getPaymasterData") throw new Error(`The sponsor does not speak ${method}.`);
    const grant = readGrant(params[3]);
    const voucher: Voucher = {
      account: grant.account,
      session: sessionIdOf(module, grant),
      validAfter: grant.validAfter,
      validUntil: grant.validUntil,
      maxWei: grant.maxGasWei,
      maxOperationWei: MAX_OPERATION_WEI,
      generation: sponsorModule.generation,
    };
    const signature = await sponsor.signTypedData(voucherTypedData(sponsorModule, voucher));
    return { paymaster: contracts.paymaster, paymasterData: encodeVoucher(voucher, signature) };
  };
  return createClient({ transport: custom({ request }) });
}

type Context = ReturnType<typeof sponsorContext>;

/** A grant out of the context of a request: its numbers are text there. */
function readGrant({ grant }: Context): Grant {
  const permissions = grant.permissions.map((permission) => ({
    ...permission,
    maxValue: BigInt(permission.maxValue),
    limits: permission.limits.map(({ counted, max }) => ({ counted, max: BigInt(max) })),
    conditions: permission.conditions.map((condition) => ({ ...condition, values: condition.values.map(BigInt) })),
  }));
  const { maxSpend, maxGasWei, nonceKey } = grant;
  const numbers = { maxSpend: BigInt(maxSpend), maxGasWei: BigInt(maxGasWei), nonceKey: BigInt(nonceKey) };
  return { ...grant, ...numbers, permissions };
}

/** A call of the target. */
export function callTarget(world: World, functionName: string, args: readonly bigint[]): Call {
  return { to: world.contracts.target, data: encodeFunctionData({ abi: targetAbi, functionName, args }) };
}

/** Limits and fees that fit every operation of these tests. */
const FEES = { maxFeePerGas: parseGwei("10"), maxPriorityFeePerGas: parseGwei("1") };

/** What a test may want otherwise about an operation that it makes by hand. */
export type OperationChoice = Partial<Pick<PrepareParameters, "nonce" | "voucher" | "signer">> & {
  deploys?: boolean;
  enables?: boolean;
};

/** An operation of a player, made by hand with the current nonce of its lane. */
export async function prepareByHand(
  world: World,
  player: Player,
  calls: readonly Call[],
  choice: OperationChoice = {},
) {
  const { session, grant } = player;
  const { deploys = false, enables = false, ...rest } = choice;
  const shape = { deploys, enables, calls };
  const limits = gasTable(shape);
  if (!limits) throw new Error("The table of the tests has every shape.");
  const shown = await voucherOf(world, player);
  return prepareOperation({
    ...session,
    ...{
      chainId: world.chain.id,
      nowSeconds: await world.now(),
      calls,
      enables,
      fees: FEES,
      gasLimits: { ...limits, preVerificationGas: 300_000n },
    },
    nonce: await readNonce(world.rpc, player.account, grant.nonceKey),
    // The operation that enabled the session has shown it.
    voucher: enables ? shown : omitVoucher(shown),
    factory: deploys ? player.factory : undefined,
    ...rest,
  });
}

/** What the sponsor of the tests gives for a player's session. */
export async function voucherOf(world: World, { session }: Player): Promise<VoucherData> {
  const { factory, signed, module } = session;
  return requestVoucher(createSponsor(world), {
    ...{ ...signed, factory, chainId: module.chainId, gasLimits: PAYMASTER_GAS },
  });
}

/** Hands an operation to the bundler; gives back what it refused with, or nothing. */
export async function refusalOfBundler(
  world: World,
  { operation }: PreparedOperation,
): Promise<SessionKitError | undefined> {
  const bundler = createClient({ transport: http(world.bundlerUrl, { retryCount: 0 }) });
  return sendOperation(bundler, operation).then(
    () => undefined,
    (error: SessionKitError) => error,
  );
}

/** Hands an operation straight to the EntryPoint, as anybody may; gives back what it reverted with, or nothing. */
export async function refusalOfEntryPoint(
  world: World,
  { operation }: PreparedOperation,
): Promise<Failure | undefined> {
  const { account: relayer } = world.wallet;
  const data = encodeFunctionData({
    abi: entryPoint08Abi,
    functionName: "handleOps",
    args: [[toPackedUserOperation(operation)], relayer.address],
  });
  const transaction = { from: relayer.address, to: world.entryPoint, data, gas: numberToHex(8_000_000) };
  return world.rpc.request({ method: "eth_call", params: [transaction, "latest"] }).then(
    () => undefined,
    (error: BaseError) => {
      const answer = error.walk((inner) => inner instanceof RpcRequestError);
      return decodeRevert(answer instanceof RpcRequestError ? (answer.data as Hex) : "0x");
    },
  );
}

/** Waits until the chain has an operation. */
export async function waitForInclusion(world: World, player: Player, { userOpHash }: PreparedOperation) {
  const confirmations = createConfirmations({ client: world.rpc, account: player.account });
  return vi.waitUntil(() => confirmations.lookUp(userOpHash), { timeout: 20_000, interval: 50 });
}

/** Reads a number of the target. */
export async function readTarget(world: World, functionName: "played" | "spent"): Promise<bigint> {
  const value = await readContract(world.rpc, { abi: targetAbi, address: world.contracts.target, functionName });
  return BigInt(value as bigint);
}
