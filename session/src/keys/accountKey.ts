import type { LocalAccount } from "viem";
import { InvalidInputError } from "../errors/errors.ts";
import type { SessionSigner } from "./sessionKey.ts";

/** 65 bytes of a signature that is in range but belongs to nobody. */
const STUB = `0x${"4f".repeat(32)}${"1f".repeat(32)}1b` as const;

/**
 * A viem local account as a session key (secp256k1), for agents with their own key.
 * @param account For example from `privateKeyToAccount`, or from a KMS behind `toAccount` with `sign`.
 * @throws InvalidInputError if it cannot sign a digest.
 */
export function accountKey(account: LocalAccount): SessionSigner {
  const { address, sign } = account;
  if (!sign)
    throw new InvalidInputError("This account cannot sign a digest.", { advice: "Give toAccount a `sign` function." });
  return { signer: address, key: address, sign: (hash) => sign({ hash }), stubSignature: STUB };
}
