import * as z from "zod/mini";

import { address, count, hash, hex, uint } from "./primitives";

// What the sponsor accepts, for the description of the API. The session kit parses it (session/src/sponsor/parse); a test
// compares the two.

const UINT16_MAX = 2 ** 16 - 1;
const UINT48_MAX = 2 ** 48 - 1;

/** Bundlers accept no operation larger than this in total. */
const MAX_CALLDATA = 8_192;

const callData = z.string().check(z.maxLength(2 + 2 * MAX_CALLDATA), z.regex(/^0x([0-9a-fA-F]{2})*$/));

/** Path of an argument, such as `2.1`. */
const path = z.string().check(z.regex(/^[1-9]\d{0,2}(\.[1-9]\d{0,2}){0,7}$/));

/** A grant as JSON: numbers that may exceed 2^53 are decimal or 0x-hex text. */
const grant = z.object({
  account: address,
  sessionKey: hex(),
  validAfter: count(UINT48_MAX),
  validUntil: count(UINT48_MAX),
  maxActions: count(UINT16_MAX),
  maxSpend: uint(96),
  maxGasWei: uint(64),
  paymaster: address,
  nonceKey: uint(192),
  epoch: hash,
  permissions: z
    .array(
      z.object({
        target: address,
        functionSignature: z.string().check(z.minLength(3), z.maxLength(256)),
        maxValue: uint(128),
        spendArgument: z.union([path, z.literal("")]),
        period: z.enum(["", "session", "hour", "day", "week"]),
        limits: z
          .array(z.object({ counted: z.string().check(z.minLength(1), z.maxLength(32)), max: uint(96) }))
          .check(z.maxLength(3)),
        conditions: z
          .array(
            z.object({
              argument: path,
              rule: z.enum(["between", "one of", "length between", "hash one of"]),
              values: z.array(uint(256)).check(z.maxLength(255)),
            }),
          )
          .check(z.maxLength(16)),
        policies: z.array(z.object({ policy: address, config: hex() })).check(z.maxLength(16)),
      }),
    )
    .check(z.minLength(1), z.maxLength(128)),
});

/** An amount of gas or of wei per gas; a missing value is 0, as in a request before the estimate. */
const gas = z._default(uint(96), 0n);

/** The parts of a user operation (ERC-7769 form, EntryPoint v0.7 and later) that the sponsor reads. */
const sponsoredOperation = z.object({
  sender: address,
  nonce: z.optional(uint(256)),
  callData: z._default(callData, "0x"),
  factory: z.optional(address),
  factoryData: z.optional(hex()),
  callGasLimit: gas,
  verificationGasLimit: gas,
  preVerificationGas: gas,
  maxFeePerGas: gas,
  maxPriorityFeePerGas: gas,
});

/** ERC-7677 context of a session voucher. */
const sessionContext = z.object({
  kind: z.literal("session"),
  grant,
  /** By the account's owner over the EIP-712 digest of the grant. */
  ownerSignature: hex(),
});

/** ERC-7677 context of an operation voucher, for the operation in the request, which its owner signs afterwards. */
const operationContext = z.strictObject({ kind: z.literal("operation") });

/** A context without a kind is for a session. */
const context = z.pipe(
  z.transform((value: unknown) =>
    typeof value === "object" && value !== null && !("kind" in value) ? { kind: "session", ...value } : value,
  ),
  z.discriminatedUnion("kind", [sessionContext, operationContext], {
    error: 'allowed: { kind: "session", grant, ownerSignature } or { kind: "operation" }',
  }),
);

/** Parameters of `pm_getPaymasterStubData` and `pm_getPaymasterData`. */
export const sponsorParams = z.tuple([sponsoredOperation, address, uint(64), context], {
  error: "allowed: [operation, entryPoint, chainId, context]",
});

/** The answer of both. */
export const sponsorAnswer = z.object({
  paymaster: address,
  paymasterData: hex(),
  paymasterVerificationGasLimit: uint(128),
  paymasterPostOpGasLimit: uint(128),
  sponsor: z.object({ name: z.string() }),
  isFinal: z.boolean(),
});
