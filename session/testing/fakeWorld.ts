import { type Hex, parseGwei, slice, zeroAddress } from "viem";
import { entryPoint08Address, getUserOperationHash } from "viem/account-abstraction";

import type { Confirmation } from "../confirmations";
import { RefusedError } from "../errors";
import type { Grant } from "../grant";
import { createGrant } from "../grant";
import { createMemoryKeyStore } from "../keyStore";
import type { LanePorts, LaneSession } from "../laneTypes";
import { createLocalLock } from "../locks";
import type { Operation } from "../operation";
import { createSessionKey } from "../sessionKey";
import type { VoucherData } from "../voucher";
import { createFakeClock } from "./fakeClock";

const CHAIN_ID = 31337;
const ACCOUNT = "0x00000000000000000000000000000000000000aa";
const VALIDATOR = "0x00000000000000000000000000000000000000bb";
const VERIFIER = "0x00000000000000000000000000000000000000cc";
const PAYMASTER = "0x00000000000000000000000000000000000000dd";
const TARGET = "0x00000000000000000000000000000000000000ee";

/** What the bundler of a test does with one operation. */
export type Fate =
  | "include"
  /** Accepts it and forgets it. */
  | "lose"
  /** Accepts it and holds it until `includeHeld`. */
  | "hold"
  /** It is included, but the answer and the event are lost. */
  | "includeSilently"
  /** The bundler that took it died before it said so; the one behind it refuses what is on chain already. */
  | "includeAndRefuse"
  /** Included, its calls undone. */
  | "undo"
  | Error;

/** A session whose grant and key are real, and whose chain is this object. */
export async function createFakeSession(overrides: Partial<Grant> = {}): Promise<LaneSession> {
  const signer = await createSessionKey(VERIFIER);
  const grant = createGrant({
    ...{ account: ACCOUNT, sessionKey: signer.signer, validator: VALIDATOR, lane: 1, epoch: 1 },
    ...{ nowSeconds: 1_800_000_000, maxActions: 100, maxGasWei: 1n, paymaster: PAYMASTER },
    permissions: [{ target: TARGET, functionSignature: "play(uint256)", maxValue: 0n, spendArgument: 0, bounds: [] }],
  });
  const signed = { grant: { ...grant, ...overrides }, ownerSignature: "0x1234" } as const;
  return { chainId: CHAIN_ID, signed, signer, factory: { factory: VALIDATOR, factoryData: "0xabcd" } };
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
  const state = { nonce: (nonceKey << 64n) | startNonce, isDeployed: false, isEnabled: false };
  const voucher: VoucherData = {
    paymaster: PAYMASTER,
    paymasterData: `0x00${"ab".repeat(145)}`,
    paymasterVerificationGasLimit: 1n,
    paymasterPostOpGasLimit: 1n,
  };

  const include = (operation: Operation, isSuccess: boolean, isHeard: boolean) => {
    if (operation.nonce !== state.nonce) throw new RefusedError("bundler", "Nonce.", { code: "AA25" });
    order.push(operation);
    state.nonce += 1n;
    state.isDeployed = true;
    if (slice(operation.signature, 0, 1) === "0x01") state.isEnabled = true;
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
        throw new RefusedError("bundler", "Nonce.", { code: "AA25" });
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
        ...{ status: state.isEnabled ? "enabled" : "none", isEpochPassed: false },
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
    /** Takes the last operations off the chain again. */
    reorganise: (count: number) => {
      for (const operation of order.splice(order.length - count)) {
        included.delete(hashOf(operation));
        state.nonce -= 1n;
      }
      state.isDeployed = order.length > 0;
      state.isEnabled = order.some(({ signature }) => slice(signature, 0, 1) === "0x01");
    },
    /** Hashes of what is on chain, in order. */
    onChain: () => order.map(hashOf),
    /** Includes what the bundler holds. */
    includeHeld: () => held && include(held, true, true),
    /** Kinds of the signatures sent: 1 carries the grant. */
    kinds: () => sent.map(({ signature }) => Number(slice(signature, 0, 1))),
    /** Sequence numbers of the operations sent. */
    sequence: () => sent.map(({ nonce }) => Number(BigInt.asUintN(64, nonce))),
  };
}

function hashOf(userOperation: Operation): Hex {
  const parameters = { chainId: CHAIN_ID, entryPointAddress: entryPoint08Address, entryPointVersion: "0.8" } as const;
  return getUserOperationHash({ ...parameters, userOperation });
}
