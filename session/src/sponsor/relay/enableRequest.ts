import { address, bytes, object, orElse, type Shape } from "../../grant/readers.ts";
import { grantReader } from "../../grant/readGrant.ts";

/** The signatures of a hundred signers; a contract reads each byte. */
const MAX_SIGNATURE = 8_192;

const reader = {
  grant: grantReader(address),
  /** Empty if the owner's contract approved on chain. */
  ownerSignature: bytes(undefined, MAX_SIGNATURE),
  factory: orElse(address, undefined),
  factoryData: orElse(bytes(), undefined),
};

/** A grant of an owner that is a contract, for a relay to switch its key on. */
export type EnableRequest = Shape<typeof reader>;

const readRequest = object(reader);

/**
 * Reads the parameters of `session_enable`: grant and signature as for a session voucher, and how the account is deployed if it is not yet.
 * @param params As they came.
 * @throws UnreadableError that says what was seen and what is allowed.
 */
export function readEnableRequest([first]: readonly unknown[]): EnableRequest {
  return readRequest(first, "params.0");
}
