import { type Hex, hashTypedData, hexToBigInt, slice } from "viem";
import { entryPoint08Address, getUserOperationHash, type PackedUserOperation } from "viem/account-abstraction";
import { decodeRevert } from "../../src/errors/decodeFailure.ts";
import { InvalidInputError } from "../../src/errors/errors.ts";
import { type Grant, hashGrant, hashGrantStruct } from "../../src/grant/grant.ts";
import { findGrantFault } from "../../src/grant/grantFault.ts";
import { packGrant, unpackGrant } from "../../src/grant/packGrant.ts";
import { revokeAllTypedData, revokeTypedData } from "../../src/grant/revoke.ts";
import { toSessionId, toSessionProof } from "../../src/grant/sessionId.ts";
import { type Call, encodeCalls } from "../../src/operation/calls.ts";
import { readMaxCost } from "../../src/operation/operation.ts";
import { encodeEnableSignature, encodeUseSignature } from "../../src/operation/operationSignature.ts";
import type { Operation } from "../../src/operation/operationType.ts";
import { encodeOperationVoucher, hashOperationVoucher } from "../../src/operation/operationVoucher.ts";
import { encodeVoucher, hashVoucher, type Voucher } from "../../src/operation/voucher.ts";
import { locate, selectorOf } from "../../src/permissions/functionText.ts";
import { findHint } from "../../src/permissions/permits.ts";
import { packRules } from "../../src/permissions/rules.ts";

/** A question of session/vectors/run.mjs, as JSON. */
// biome-ignore lint/suspicious/noExplicitAny: JSON from another program; the answers are compared.
type Given = any;

/**
 * The kit as an implementation of docs/grant.md.
 * @param ask The question.
 * @param given Its inputs.
 * @returns The answer as JSON; null if the kit refuses; undefined for a question that it cannot answer.
 */
export function answerByKit(ask: string, given: Given): unknown {
  const answer = answers[ask];
  if (!answer) return undefined;
  try {
    return answer(given);
  } catch (error) {
    if (error instanceof InvalidInputError) return null;
    throw error;
  }
}

const answers: Record<string, (given: Given) => unknown> = {
  packed: ({ grant }) => packGrant(toGrant(grant)),
  structHash: ({ grant }) => hashGrantStruct(toGrant(grant)),
  digest: ({ domain, grant }) => hashGrant(moduleOf(domain), toGrant(grant)),
  rules: ({ grant }) => packRules(toGrant(grant)),
  read: readPacked,
  session: ({ p256Verifier, grant }) => toSessionId(toSessionProof(toGrant(grant), p256Verifier)),
  isGrantable: ({ domain, grant }) => findGrantFault(toGrant(grant), domain.verifyingContract) === undefined,
  errorName: ({ data }) => decodeRevert(data).contractError?.name,
  callData: ({ encoding, calls }) => encodeCalls(calls.map(toCall), encoding === "runTogether"),
  hints: ({ grant, calls }) => hintsOf(toGrant(grant), calls.map(toCall)),
  signature: ({ kind, time, hints, key, sessionSignature, grant, ownerSignature }) => {
    const proof = { time, hints, key, sessionSignature };
    if (kind === 0) return encodeUseSignature(proof, toGrant(grant));
    return encodeEnableSignature(proof, { grant: toGrant(grant), ownerSignature });
  },
  userOpHash: ({ chainId, userOp }) =>
    getUserOperationHash({
      ...{ chainId, entryPointAddress: entryPoint08Address, entryPointVersion: "0.8" },
      userOperation: toOperation(userOp),
    }),
  maxCost: ({ userOp }) => String(readMaxCost(toOperation(userOp))),
  selector: ({ text }) => selectorOf(text),
  place: ({ text, path }) => {
    const { kind, unit, via = 0xffff, word } = locate(text, path);
    return { kind, unit, via, word };
  },
  revokeDigest: ({ domain, account, session }) => hashTypedData(revokeTypedData(moduleOf(domain), account, session)),
  revokeAllDigest: ({ domain, account, epoch }) => hashTypedData(revokeAllTypedData(moduleOf(domain), account, epoch)),
  voucherDigest: ({ domain, voucher }) => hashVoucher(sponsorOf(domain), toVoucher(voucher)),
  voucherData: ({ voucher, signature }) => encodeVoucher(toVoucher(voucher), signature),
  operationVoucherDigest: ({ domain, userOp, validAfter, validUntil, generation }) =>
    hashOperationVoucher({ ...sponsorOf(domain), generation }, toOperation(userOp), { validAfter, validUntil }),
  operationVoucherData: ({ validAfter, validUntil, signature }) =>
    encodeOperationVoucher({ validAfter, validUntil }, signature),
};

function readPacked({ account, sessionKey, paymaster, nonceKey, data }: Given) {
  const { terms, end } = unpackGrant(data);
  const grant = { account, sessionKey, paymaster, nonceKey: BigInt(nonceKey), ...terms };
  return { rules: packRules(grant), structHash: hashGrantStruct(grant), end };
}

function hintsOf(grant: Grant, calls: readonly Call[]) {
  const found = calls.map((call) => findHint(grant, call));
  return found.some(({ refusal }) => refusal) ? null : found.map(({ hint }) => hint);
}

const moduleOf = ({ name, chainId, verifyingContract: validator }: Given) => ({
  ...{ name, chainId, validator },
  p256Verifier: validator,
});

const sponsorOf = ({ name, chainId, verifyingContract: paymaster }: Given) => ({ name, chainId, paymaster });

const toCall = ({ to, value, data }: Given): Call => ({ to, data, value: BigInt(value) });

const toVoucher = (voucher: Given): Voucher => ({
  ...voucher,
  ...{ maxWei: BigInt(voucher.maxWei), maxOperationWei: BigInt(voucher.maxOperationWei) },
});

/** A grant from JSON. */
export function toGrant(grant: Given): Grant {
  return {
    ...grant,
    ...{ maxSpend: BigInt(grant.maxSpend), maxGasWei: BigInt(grant.maxGasWei), nonceKey: BigInt(grant.nonceKey) },
    permissions: grant.permissions.map((permission: Given) => ({
      ...permission,
      maxValue: BigInt(permission.maxValue),
      limits: permission.limits.map(({ counted, max }: Given) => ({ counted, max: BigInt(max) })),
      conditions: permission.conditions.map((each: Given) => ({ ...each, values: each.values.map(BigInt) })),
    })),
  };
}

/** An operation in the EntryPoint's format, decoded. */
export function toOperation(userOp: PackedUserOperation): Operation {
  const { sender, nonce, callData, accountGasLimits, preVerificationGas, gasFees, paymasterAndData, signature } =
    userOp;
  const [verificationGasLimit, callGasLimit] = halves(accountGasLimits);
  const [maxPriorityFeePerGas, maxFeePerGas] = halves(gasFees);
  const own = { sender, callData, signature, nonce: BigInt(nonce), preVerificationGas: BigInt(preVerificationGas) };
  const gas = { verificationGasLimit, callGasLimit, maxPriorityFeePerGas, maxFeePerGas };
  if (paymasterAndData === "0x") return { ...own, ...gas };
  const [paymasterVerificationGasLimit, paymasterPostOpGasLimit] = halves(slice(paymasterAndData, 20, 52));
  return {
    ...{ ...own, ...gas, paymasterVerificationGasLimit, paymasterPostOpGasLimit },
    ...{ paymaster: slice(paymasterAndData, 0, 20), paymasterData: restOf(paymasterAndData, 52) },
  };
}

const halves = (word: Hex) => [hexToBigInt(slice(word, 0, 16)), hexToBigInt(slice(word, 16))] as const;

const restOf = (bytes: Hex, at: number): Hex => (bytes.length > 2 + 2 * at ? slice(bytes, at) : "0x");
