import { type Hex, parseGwei, size, slice, zeroAddress, zeroHash } from "viem";
import { entryPoint08Address, getUserOperationHash } from "viem/account-abstraction";
import { RefusedError } from "../src/errors/errors.ts";
import { createGrant } from "../src/grant/grant.ts";
import { type Grant, toPermission } from "../src/grant/grantTypes.ts";
import { createSessionKey } from "../src/keys/sessionKey.ts";
import type { Confirmation } from "../src/lane/confirmations.ts";
import type { LanePorts, LaneSession } from "../src/lane/laneTypes.ts";
import type { Operation } from "../src/operation/operationType.ts";
import type { VoucherData } from "../src/operation/voucher.ts";
import { FIRST_EPOCH } from "../src/sessions/readChain.ts";
import { createMemoryKeyStore } from "../src/store/keyStore.ts";
import { createLocalLock } from "../src/store/locks.ts";
import { exampleModule, exampleSponsor, exampleTarget } from "./example.ts";
import { createFakeClock } from "./fakeClock.ts";

const ACCOUNT = "0x00000000000000000000000000000000000000aa";
const { validator: VALIDATOR, p256Verifier: VERIFIER, chainId: CHAIN_ID } = exampleModule;
const { paymaster: PAYMASTER } = exampleSponsor;

/** What a test's bundler does with one operation. */
export type Fate =
  | "include"
  /** Accepts it and forgets it. */
  | "lose"
  /** Accepts it and holds it until `includeHeld`. */
  | "hold"
  /** It is included, but the answer and the event are lost. */
  | "includeSilently"
  /** The bundler that accepted it died before answering; the next one refuses what is already on chain. */
  | "includeAndRefuse"
  /** Included, but its calls revert. */
  | "undo"
  | Error;

/** A session with a real grant and key, whose chain is this object. */
export async function createFakeSession(overrides: Partial<Grant> = {}): Promise<LaneSession> {
  const signer = await createSessionKey(VERIFIER);
  const grant = createGrant({
    ...{ account: ACCOUNT, sessionKey: signer.signer, validator: VALIDATOR, lane: 1, epoch: FIRST_EPOCH },
    ...{ nowSeconds: 1_800_000_000, maxActions: 100, maxGasWei: 1n, paymaster: PAYMASTER },
    permissions: [toPermission(exampleTarget, "play(uint256)")],
  });
  const signed = { grant: { ...grant, ...overrides }, ownerSignature: "0x1234" } as const;
  return { module: exampleModule, signed, signer, factory: { factory: VALIDATOR, factoryData: "0xabcd" } };
}

/** Ports over a chain, bundler and sponsor that do as they are told. */
export function createFakeWorld(session: LaneSession, startNonce = 0n) {
  const { nonceKey } = session.signed.grant;
  const clock = createFakeClock();
  const included = new Map<Hex, Confirmation>();
  const listeners = new Set<(confirmation: Confirmation) => void>();
  const sent: Operation[] = [];
  const fates: Fate[] = [];
  const order: Operation[] = [];
  let held: Operation | undefined;
  const state = {
    nonce: (nonceKey << 64n) | startNonce,
    ...{
      isDeployed: false,
      isEnabled: false,
      isVoucherShown: false,
      isRevoked: false,
      isEpochPassed: false,
      isDenied: false,
    },
  };
  const voucher: VoucherData = {
    paymaster: PAYMASTER,
    paymasterData: `0x00${"ab".repeat(93)}`,
    paymasterVerificationGasLimit: 1n,
    paymasterPostOpGasLimit: 1n,
  };

  /** In the order of the EntryPoint: account, session, nonce, voucher. */
  const check = (operation: Operation) => {
    if (operation.factory !== undefined && state.isDeployed) throw refuse("AA10");
    const isUsed = state.isEnabled || state.isRevoked;
    if (enables(operation) && isUsed) throw refuse("AA23", "SessionUsedAlready");
    const isLive = (enables(operation) || state.isEnabled) && !state.isRevoked && !state.isEpochPassed;
    if (!isLive) throw refuse("AA23", "SessionNotLive");
    if (operation.nonce !== state.nonce) throw refuse("AA25");
    if (state.isDenied || showsVoucher(operation) === state.isVoucherShown) throw refuse("AA34");
  };

  const include = (operation: Operation, isSuccess: boolean, isHeard: boolean) => {
    check(operation);
    order.push(operation);
    state.nonce += 1n;
    Object.assign(state, { isDeployed: true, isEnabled: true, isVoucherShown: true });
    const confirmation: Confirmation = {
      userOpHash: hashOf(operation),
      isSuccess,
      transactionHash: hashOf(operation),
      blockNumber: 1n,
      gasUsed: 1n,
      costWei: 1n,
      paymaster: operation.paymaster ?? zeroAddress,
    };
    included.set(confirmation.userOpHash, confirmation);
    if (isHeard) for (const listener of listeners) listener(confirmation);
  };

  const ports: LanePorts = {
    send: async (operation) => {
      sent.push(operation);
      const fate = fates.shift() ?? "include";
      if (fate instanceof Error) throw fate;
      if (fate === "include" || fate === "undo") include(operation, fate === "include", true);
      if (fate === "includeSilently") include(operation, true, false);
      if (fate === "hold") held = operation;
      if (fate === "includeAndRefuse") {
        include(operation, true, false);
        throw refuse("AA25");
      }
    },
    confirmations: {
      watch: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      lookUp: async (hash) => included.get(hash),
    },
    readStart: async () => ({
      nonce: state.nonce,
      isDeployed: state.isDeployed,
      session: {
        status: state.isRevoked ? "revoked" : state.isEnabled ? "enabled" : "none",
        ...{ isEpochPassed: state.isEpochPassed, isVoucherShown: state.isVoucherShown, isDenied: state.isDenied },
        ...{ actionsLeft: 1, spendLeft: 1n, gasLeftWei: 1n },
      },
    }),
    readNonce: async () => state.nonce,
    readFees: async () => ({ maxFeePerGas: parseGwei("2"), maxPriorityFeePerGas: parseGwei("1") }),
    gasLimits: async () => ({ callGasLimit: 1n, verificationGasLimit: 1n, preVerificationGas: 1n }),
    requestVoucher: async () => voucher,
    store: createMemoryKeyStore(),
    lock: createLocalLock(),
    clock,
    chainNow: () => clock.nowMs() / 1000,
  };

  return {
    ports,
    sent,
    state,
    fates,
    hashOf,
    jump: clock.jump,
    /** Removes the last operations from the chain. */
    reorganise: (count: number) => {
      for (const operation of order.splice(order.length - count)) {
        included.delete(hashOf(operation));
        state.nonce -= 1n;
      }
      state.isDeployed = order.length > 0;
      state.isEnabled = order.some(enables);
      state.isVoucherShown = order.some(showsVoucher);
    },
    /** Hashes of the operations on chain, in order. */
    onChain: () => order.map(hashOf),
    /** Includes what the bundler holds. */
    includeHeld: () => held && include(held, true, true),
    /** Kinds of the signatures sent: 1 carries the grant. */
    kinds: () => sent.map(({ signature }) => Number(slice(signature, 0, 1))),
    /** Whether each operation that was sent shows the voucher. */
    shown: () => sent.map(showsVoucher),
    /** Sequence numbers of the operations sent. */
    sequence: () => sent.map(({ nonce }) => Number(BigInt.asUintN(64, nonce))),
  };
}

const enables = ({ signature }: Operation) => slice(signature, 0, 1) === "0x01";
const showsVoucher = ({ paymasterData = "0x" }: Operation) => size(paymasterData) > 0;

const refuse = (code: string, name?: string) =>
  new RefusedError("bundler", "No.", {
    entryPointCode: code,
    ...(name && { contractError: { name, args: [zeroHash] } }),
  });

function hashOf(userOperation: Operation): Hex {
  const parameters = { chainId: CHAIN_ID, entryPointAddress: entryPoint08Address, entryPointVersion: "0.8" } as const;
  return getUserOperationHash({ ...parameters, userOperation });
}
