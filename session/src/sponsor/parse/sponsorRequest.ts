import type { Address, Hex } from "viem";
import type { Grant } from "../../grant/grantTypes.ts";
import { address, bytes, object, orElse, type Read, type Shape, UnreadableError, uint } from "../../grant/readers.ts";
import { grantReader } from "../../grant/readGrant.ts";

/** An amount of gas or of wei per gas; a missing value is 0, as in a request before the estimate. */
const gas = orElse(uint(96), 0n);

/** Bundlers accept no operation that is larger than this in total. */
const MAX_CALLDATA = 8_192;

const operation = {
  sender: address,
  nonce: orElse(uint(256), undefined),
  callData: orElse(bytes(undefined, MAX_CALLDATA), "0x" as Hex),
  factory: orElse(address, undefined),
  factoryData: orElse(bytes(), undefined),
  callGasLimit: gas,
  verificationGasLimit: gas,
  preVerificationGas: gas,
  maxFeePerGas: gas,
  maxPriorityFeePerGas: gas,
};

/** The fields of a user operation (ERC-7769 form, EntryPoint v0.7 and later) that the sponsor checks. */
export type AskedOperation = Shape<typeof operation>;
type Asked = { operation: AskedOperation; entryPoint: Address; chainId: bigint };

/** A request for a session voucher. */
export type SessionRequest = Asked & {
  kind: "session";
  grant: Grant;
  /** The signature over the grant. */
  ownerSignature: Hex;
  /** Other members that the page sent, for the policy's `decide`. Anybody could have sent them. */
  context: Readonly<Record<string, unknown>>;
};

/** A request for an operation voucher; the owner signs the operation afterwards. */
export type OperationRequest = Asked & { kind: "operation" };

export type SponsorRequest = SessionRequest | OperationRequest;

const readOperation = object(operation);
const readSession = object({ grant: grantReader(address), ownerSignature: bytes() });
const nothing: Read<unknown> = (value) => value;
const readSingle = object({ kind: nothing }, true);

/**
 * Reads the parameters of both ERC-7677 methods. A context without a kind is one of a session.
 * @param params As they came.
 * @throws UnreadableError that says what was seen and what is allowed.
 */
export function readSponsorRequest(params: readonly unknown[]): SponsorRequest {
  if (params.length !== 4)
    throw new UnreadableError(params.length, "params", "[operation, entryPoint, chainId, context]");
  const asked = {
    operation: readOperation(params[0], "params.0"),
    entryPoint: address(params[1], "params.1"),
    chainId: uint(64)(params[2], "params.2"),
  };
  const [, , , context] = params;
  const kind = typeof context === "object" && context !== null && "kind" in context ? context.kind : "session";
  if (kind === "session") {
    const signed = readSession(context, "params.3");
    return { kind, ...asked, ...signed, context: context as Record<string, unknown> };
  }
  const allowed = '{ kind: "session", grant, ownerSignature } or { kind: "operation" }';
  if (kind !== "operation") throw new UnreadableError(context, "params.3", allowed);
  readSingle(context, "params.3");
  return { kind, ...asked };
}
