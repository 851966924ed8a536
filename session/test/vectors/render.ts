import { type Abi, concat, encodeErrorResult, type Hex, numberToHex, slice } from "viem";
import { entryPoint08Address, getUserOperationHash, toPackedUserOperation } from "viem/account-abstraction";
import { grantReaderAbi, sessionErrors } from "../../src/abis/index.ts";
import {
  type Call,
  encodeCalls,
  encodeEnableSignature,
  encodeUseSignature,
  findHint,
  type Grant,
  hashGrant,
  hashGrantStruct,
  packGrant,
  packRules,
  readMaxCost,
  toSessionId,
  toSessionProof,
  travellingKey,
} from "../../src/core.ts";
import type { GrantSpec, OperationSpec, RawSpec, Refusal } from "./types.ts";
import { module, sessionKey, owner as wallet, world } from "./world.ts";

/** Enough for any operation of the vectors; their cost is the sum times the fee. */
const LIMITS = {
  callGasLimit: 200_000n,
  verificationGasLimit: 500_000n,
  preVerificationGas: 60_000n,
  paymasterVerificationGasLimit: 100_000n,
  paymasterPostOpGasLimit: 0n,
};

type Left = { calls: number; spend: bigint; gas: bigint };

/** A grant with everything derived from it, and its operations one after the other. */
export async function renderGrant(spec: GrantSpec) {
  const { name, grant, refusedBy = "", error, owner = wallet, operations = [] } = spec;
  const digest = hashGrant(module, grant);
  const ownerSignature = await (spec.signedBy ?? owner).sign(digest);
  const isRead = refusedBy !== "reader";
  const left: Left = { calls: grant.maxActions, spend: grant.maxSpend, gas: grant.maxGasWei };
  const rendered: Awaited<ReturnType<typeof renderOperation>>[] = [];
  for (const [index, operation] of operations.entries()) {
    rendered.push(await renderOperation(operation, { spec, ownerSignature, left, index }));
  }
  return {
    ...{ name, refusedBy, owner: owner.signer, grant: toJsonGrant(grant) },
    ...{ packed: packGrant(grant), structHash: hashGrantStruct(grant), digest, ownerSignature },
    key: travellingKey(grant.sessionKey, world.p256Verifier),
    rules: isRead ? packRules(grant) : "0x",
    session: isRead ? idOf(grant, grant.nonceKey) : numberToHex(0, { size: 32 }),
    ...renderError(error),
    operations: rendered,
  };
}

async function renderOperation(
  operation: OperationSpec,
  { spec, ownerSignature, left, index }: { spec: GrantSpec; ownerSignature: Hex; left: Left; index: number },
) {
  const { grant, key = sessionKey } = spec;
  const { what, enables = false, calls = [], hints = [0], time = 0, error, isUnsigned = false } = operation;
  const callData = operation.callData ?? encodeCalls(calls, operation.encoding !== "execute");
  const unsigned = {
    sender: grant.account,
    nonce: ((operation.nonceKey ?? grant.nonceKey) << 64n) | BigInt(index),
    callData,
    ...LIMITS,
    ...{ maxFeePerGas: operation.maxFeePerGas ?? 10n ** 9n, maxPriorityFeePerGas: 10n ** 8n },
    paymaster: grant.paymaster,
    paymasterData: operation.voucher ?? "0x",
    signature: "0x",
  } as const;
  const isPaid = BigInt(grant.paymaster) !== 0n;
  const { paymaster: _, paymasterData: __, ...own } = unsigned;
  const userOperation = isPaid
    ? unsigned
    : { ...own, paymasterVerificationGasLimit: undefined, paymasterPostOpGasLimit: undefined };
  const userOpHash = getUserOperationHash({
    ...{ chainId: world.chainId, entryPointAddress: entryPoint08Address, entryPointVersion: "0.8" },
    userOperation,
  });
  const sessionSignature = await (operation.signedBy ?? key).sign(userOpHash);
  const proof = { key: key.key, sessionSignature, hints, time };
  const made = enables ? encodeEnableSignature(proof, { grant, ownerSignature }) : encodeUseSignature(proof, grant);
  const signature =
    operation.kind === undefined ? made : concat([numberToHex(operation.kind, { size: 1 }), slice(made, 1)]);
  const maxCost = readMaxCost(userOperation);
  if (!error && !isUnsigned) {
    left.calls -= calls.length;
    left.spend -= operation.spends ?? 0n;
    left.gas -= maxCost;
  }
  const { calls: callsLeft, spend: spendLeft, gas: gasLeft } = left;
  const isCounted = error === undefined && !isUnsigned;
  return {
    ...{ what, enables, encoding: encodingOf(callData, operation), calls: calls.map(renderCall), hints, time },
    allowedBy: allowedBy(grant, calls),
    ...{ kind: operation.kind ?? Number(enables), sessionSignature, userOpHash, maxCost: String(maxCost) },
    userOp: renderPacked({ ...userOperation, signature }),
    validationData: error ? numberToHex(0, { size: 32 }) : answerOf(operation, grant),
    ...renderError(error),
    ...{ isCounted, callsLeft, spendLeft: String(spendLeft), gasLeftWei: String(gasLeft) },
    counts: (operation.counts ?? []).map((row) => ({ ...row, amount: String(row.amount), value: String(row.value) })),
  };
}

/** For each call the first rule that allows it, ignoring counts; nothing if a call has none. */
function allowedBy(grant: Grant, calls: readonly Call[]): number[] | null {
  const found = calls.map((call) => findHint(grant, call));
  return found.some(({ refusal }) => refusal) ? null : found.map(({ hint }) => hint);
}

const encodingOf = (callData: Hex, { callData: byHand, encoding }: OperationSpec) =>
  byHand ? "other" : (encoding ?? (callData.startsWith("0x0645cff4") ? "runTogether" : "execute"));

const renderCall = ({
  to,
  value = 0n,
  data = "0x",
}: {
  to: Hex;
  value?: bigint | undefined;
  data?: Hex | undefined;
}) => ({
  ...{ to, value: String(value), data },
});

function renderPacked(operation: Parameters<typeof toPackedUserOperation>[0]) {
  const { authorization: _, ...packed } = { authorization: undefined, ...toPackedUserOperation(operation) };
  return {
    ...packed,
    nonce: numberToHex(packed.nonce),
    preVerificationGas: String(packed.preVerificationGas),
  };
}

/** ERC-4337 validation data: `validAfter (6) || validUntil (6) || 20 bytes, of which 1 means a wrong signature`. */
function answerOf({ window, enables, isUnsigned = false }: OperationSpec, grant: Grant): Hex {
  const [validAfter, validUntil] = window ?? [enables ? grant.validAfter : 0, grant.validUntil];
  return concat([
    ...[numberToHex(validAfter, { size: 6 }), numberToHex(validUntil, { size: 6 })],
    numberToHex(isUnsigned ? 1 : 0, { size: 20 }),
  ]);
}

/** A packed grant that its reader refuses, whoever wrote it. */
export function renderRaw({ error, nonceKey, ...row }: RawSpec) {
  return { ...row, nonceKey: numberToHex(nonceKey, { size: 24 }), ...renderError(error) };
}

function renderError(error: Refusal | undefined) {
  if (!error) return { error: "", errorData: "0x" as Hex };
  const { name, args = [] } = error;
  const abi = [...sessionErrors, ...grantReaderAbi] as Abi;
  return { error: name, errorData: encodeErrorResult({ abi, errorName: name, args }) };
}

/** Session id of a grant; another lane gives another id. */
export function idOf(grant: Grant, nonceKey: bigint): Hex {
  return toSessionId({ ...toSessionProof(grant, world.p256Verifier), nonceKey });
}

/** Amounts in decimal, words and lanes in hex: both are text, because they may exceed 2^53. */
export function toJsonGrant(grant: Grant) {
  return {
    ...grant,
    maxSpend: String(grant.maxSpend),
    maxGasWei: String(grant.maxGasWei),
    nonceKey: numberToHex(grant.nonceKey, { size: 24 }),
    permissions: grant.permissions.map((permission) => ({
      ...permission,
      maxValue: String(permission.maxValue),
      limits: permission.limits.map(({ counted, max }) => ({ counted, max: String(max) })),
      conditions: permission.conditions.map((condition) => ({
        ...condition,
        values: condition.values.map((value) => numberToHex(value, { size: 32 })),
      })),
    })),
  };
}
