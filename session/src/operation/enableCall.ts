import { concat, encodeFunctionData } from "viem";
import type { SessionModule } from "../grant/grant.ts";
import { packGrant } from "../grant/packGrant.ts";
import { travellingKey } from "../grant/sessionId.ts";
import type { Call } from "./calls.ts";
import { sessionFunctions } from "./functions.ts";
import type { SignedGrant } from "./operationSignature.ts";

/**
 * The call that begins a session by a transaction. Anybody may send it once the grant's window has begun; the account must exist.
 * @param module Where the grant is valid.
 * @param signed The grant, and what its owner returned for it.
 */
export function enableCall(
  { validator: to, p256Verifier }: Pick<SessionModule, "validator" | "p256Verifier">,
  { grant, ownerSignature }: SignedGrant,
): Call {
  const { account, sessionKey, paymaster, nonceKey } = grant;
  const packed = concat([packGrant(grant), ownerSignature]);
  const args = [account, travellingKey(sessionKey, p256Verifier), paymaster, nonceKey, packed] as const;
  return { to, data: encodeFunctionData({ abi: sessionFunctions, functionName: "enable", args }) };
}
