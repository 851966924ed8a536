import { type Hex, numberToHex } from "viem";

import type { Deployment } from "@/app/_api/config";
import { type SponsorRequest, sponsorParams } from "@/app/_api/sponsor";
import { toNonceKey } from "@/session/grant";

const at = (last: number): Hex => numberToHex(0xabc000 + last, { size: 20 });

/** A world for tests. */
export const exampleDeployment: Deployment = {
  chainId: 31337,
  entryPoint: at(0),
  sessionValidator: at(1),
  playerAccountFactory: at(2),
  playerAccountImplementation: at(3),
  sessionPaymaster: at(4),
  p256Verifier: at(5),
  webAuthnVerifier: at(6),
  hourglass: at(7),
  sand: at(8),
  items: at(9),
  bazaar: at(10),
  seed: 1n,
  startBlock: 1n,
};

export const exampleNow = 1_800_000_000;

/** JSON of a grant that the sponsor pays for, for tests. */
export const exampleGrant = {
  account: at(100),
  sessionKey: at(101),
  validAfter: exampleNow - 30,
  validUntil: exampleNow + 3500,
  maxActions: 100,
  maxSpend: "0x0",
  maxGasWei: "1000",
  paymaster: exampleDeployment.sessionPaymaster,
  nonceKey: numberToHex(toNonceKey(exampleDeployment.sessionValidator, 7)),
  epoch: 1,
  permissions: [
    {
      target: exampleDeployment.hourglass,
      functionSignature: "move(bytes)",
      maxValue: "0",
      spendArgument: 0,
      bounds: [],
    },
  ] as readonly object[],
};

/**
 * A request for tests, parsed as the door parses it.
 * @param grantChanges Fields of the grant that differ from {@link exampleGrant}.
 * @param operationChanges Fields of the operation that differ.
 * @returns The request.
 */
export function createExampleRequest(grantChanges: object = {}, operationChanges: object = {}): SponsorRequest {
  const grant = { ...exampleGrant, ...grantChanges };
  // As the kit asks: in the grant's lane, without calls.
  const nonce = numberToHex(BigInt(grant.nonceKey) << 64n);
  const [operation, entryPoint, chainId, context] = sponsorParams.parse([
    { sender: exampleGrant.account, nonce, callData: "0x", ...operationChanges },
    exampleDeployment.entryPoint,
    "0x7a69",
    { grant, ownerSignature: "0x" },
  ]);
  return { operation, entryPoint, chainId, context };
}
