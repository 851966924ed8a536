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
  type Transport,
} from "viem";
import { entryPoint08Abi, toPackedUserOperation } from "viem/account-abstraction";
import { readContract } from "viem/actions";
import { vi } from "vitest";
import { playerAccountFactoryAbi, sessionValidatorAbi } from "../src/abis/abis.ts";
import { decodeRevert, type Failure } from "../src/errors/decodeFailure.ts";
import type { SessionError } from "../src/errors/errors.ts";
import { createGrant, type Grant, sessionIdOf, toGrantTypedData } from "../src/grant/grant.ts";
import type { Revocation } from "../src/grant/revoke.ts";
import type { SessionProof } from "../src/grant/sessionId.ts";
import { createSessionKey } from "../src/keys/sessionKey.ts";
import { createConfirmations } from "../src/lane/confirmations.ts";
import { type CreateLanePortsParameters, createLanePorts } from "../src/lane/lanePorts.ts";
import type { LanePorts, LaneSession } from "../src/lane/laneTypes.ts";
import { type Call, createFactoryArgs } from "../src/operation/calls.ts";
import type { GasTable } from "../src/operation/gas.ts";
import {
  type PreparedOperation,
  type PrepareParameters,
  prepareOperation,
  sendOperation,
} from "../src/operation/operation.ts";
import {
  encodeVoucher,
  omitVoucher,
  requestVoucher,
  type sponsorContext,
  type Voucher,
  type VoucherData,
  voucherTypedData,
} from "../src/operation/voucher.ts";
import { openDeviceOwner } from "../src/owners/deviceOwner.ts";
import type { Owner } from "../src/owners/owner.ts";
import { createPermission } from "../src/permissions/permission.ts";
import { readGrantEpoch, readNonce } from "../src/sessions/readChain.ts";
import { createMemoryKeyStore, type KeyStore } from "../src/store/keyStore.ts";
import { createLocalLock } from "../src/store/locks.ts";
import { targetAbi, type World } from "./world.ts";

/** The maximum cost of one operation that the tests' sponsor allows, in wei. */
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

/** Ports against the world, with the test's own sponsor instead of a server. */
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

/** A sponsor that signs a voucher for every grant (ERC-7677 over an in-process transport). */
export function createSponsor(world: World): Client {
  return createClient({ transport: sponsorTransport(world) });
}

/** What a sponsor must know about a world. */
export type SponsoredWorld = Pick<World, "module" | "sponsor" | "sponsorModule" | "wallet"> & {
  contracts: Pick<World["contracts"], "paymaster" | "validator">;
};

/** The same as a program reaches it; it offers a limit for the card, and relays revocations by session keys. */
export function sponsorTransport(world: SponsoredWorld): Transport {
  const { contracts, module, sponsor, sponsorModule } = world;
  const request = async ({ method, params }: { method: string; params: [unknown, Address, Hex, Context] }) => {
    if (method === "session_offer") return { maxGas: numberToHex(10n ** 16n) };
    if (method === "session_revoke") return relay(world, params[0] as Parameters<typeof relay>[1]);
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
  return custom({ request });
}

/** Anybody may send a revocation that the session key signed. */
async function relay(
  { wallet, contracts }: SponsoredWorld,
  revocation: Pick<Revocation, "account" | "signature"> & Omit<SessionProof, "nonceKey"> & { nonceKey: Hex },
) {
  const { account, sessionKey, rulesHash, paymaster, nonceKey, signature } = revocation;
  const args = [account, sessionKey, rulesHash, paymaster, BigInt(nonceKey), signature] as const;
  const to = { abi: sessionValidatorAbi, address: contracts.validator } as const;
  return { transactionHash: await wallet.writeContract({ ...to, functionName: "revokeBySessionKey", args }) };
}

type Context = ReturnType<typeof sponsorContext>;

/** A grant from the context of a request, where its numbers are text. */
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

/** What a test may change about an operation made by hand. */
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

/** The voucher of the tests' sponsor for a player's session. */
export async function voucherOf(world: World, { session }: Player): Promise<VoucherData> {
  const { factory, signed, module } = session;
  return requestVoucher(createSponsor(world), {
    ...{ ...signed, factory, chainId: module.chainId, gasLimits: PAYMASTER_GAS },
  });
}

/** Sends an operation to the bundler; returns its refusal, or nothing. */
export async function refusalOfBundler(
  world: World,
  { operation }: PreparedOperation,
): Promise<SessionError | undefined> {
  const bundler = createClient({ transport: http(world.bundlerUrl, { retryCount: 0 }) });
  return sendOperation(bundler, operation).then(
    () => undefined,
    (error: SessionError) => error,
  );
}

/** Sends an operation directly to the EntryPoint, as anybody may; returns its revert, or nothing. */
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

/** Waits until an operation is on chain. */
export async function waitForInclusion(world: World, player: Player, { userOpHash }: PreparedOperation) {
  const confirmations = createConfirmations({ client: world.rpc, account: player.account });
  return vi.waitUntil(() => confirmations.lookUp(userOpHash), { timeout: 20_000, interval: 50 });
}

/** Reads a number from the target. */
export async function readTarget(world: World, functionName: "played" | "spent"): Promise<bigint> {
  const value = await readContract(world.rpc, { abi: targetAbi, address: world.contracts.target, functionName });
  return BigInt(value as bigint);
}
