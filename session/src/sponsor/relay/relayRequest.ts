import type { Address, Hex } from "viem";
import { address, bytes, object, orElse, uint, wordOf } from "../../grant/readers.ts";
import type { SessionProof } from "../../grant/sessionId.ts";

type Asked = { account: Address; signature: Hex };
/** How the account is deployed, if it is not yet: it must exist to check the owner's signature. */
type Deploys = { factory?: Address | undefined; factoryData?: Hex | undefined };

/** A signed revocation for a relay to send. */
export type RelayRequest =
  /** By the session key: its own session. */
  | (Asked & SessionProof & { kind: "sessionKey" })
  /** By the account's owner: one session. */
  | (Asked & Deploys & { kind: "owner"; session: Hex })
  /** By the account's owner: every session and every grant of an epoch. */
  | (Asked & Deploys & { kind: "all"; epoch: Hex });

const asked = { account: address, signature: bytes() };
const deploys = { factory: orElse(address, undefined), factoryData: orElse(bytes(), undefined) };
const own = wordOf(["sessionKey"]);
const readers = {
  sessionKey: object({
    ...{ ...asked, kind: orElse(own, "sessionKey" as const), sessionKey: bytes(), rulesHash: bytes(32) },
    ...{ paymaster: address, nonceKey: uint(192) },
  }),
  owner: object({ ...asked, ...deploys, kind: wordOf(["owner"]), session: bytes(32) }),
  all: object({ ...asked, ...deploys, kind: wordOf(["all"]), epoch: bytes(32) }),
};
const readKind = object({ kind: orElse(wordOf(["sessionKey", "owner", "all"]), "sessionKey" as const) });

/**
 * Reads the parameters of `session_revoke`: one revocation, numbers as decimal or 0x-hex text. Without a kind it is a session key's.
 * @param params As they came.
 * @throws UnreadableError that says what was seen and what is allowed.
 */
export function readRelayRequest([first]: readonly unknown[]): RelayRequest {
  return readers[readKind(first, "params.0").kind](first, "params.0");
}
