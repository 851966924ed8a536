import { type Address, type Hex, numberToHex, parseAbi, toFunctionSelector } from "viem";
import { toNonceKey } from "../src/grant/grant.ts";
import { toPermission } from "../src/grant/grantTypes.ts";
import { encodeCalls } from "../src/operation/calls.ts";
import { allow, type ContractPermissions } from "../src/permissions/allow.ts";
import { FIRST_EPOCH } from "../src/sessions/readChain.ts";
import type { AccountFacts, SponsorDeployment, SponsorWorld } from "../src/sponsor/decide/world.ts";
import { type OperationRequest, readSponsorRequest, type SessionRequest } from "../src/sponsor/parse/sponsorRequest.ts";

const at = (last: number): Hex => numberToHex(0xabc000 + last, { size: 20 });

/** A world for tests: a game, its token and items, and a market. */
export const exampleDeployment: SponsorDeployment = {
  ...{ chainId: 31337, name: "Example", startBlock: 1n },
  ...{ entryPoint: at(0), sessionValidator: at(1), playerAccountFactory: at(2), playerAccountImplementation: at(3) },
  ...{ sessionPaymaster: at(4), p256Verifier: at(5), webAuthnVerifier: at(6) },
};
export const [game, token, items, market] = [at(7), at(8), at(9), at(10)] as [Address, Address, Address, Address];

export const exampleNow = 1_800_000_000;

export const gameAbi = parseAbi([
  "function move(bytes path)",
  "function buy(uint256 item, uint256 maxPrice)",
  "function withdraw(uint256 amount)",
]);
export const tokenAbi = parseAbi([
  "function transfer(address to, uint256 amount)",
  "function transferFrom(address from, address to, uint256 amount)",
  "function approve(address spender, uint256 amount)",
  "error TooFew(uint256 seen, uint256 wanted)",
]);
export const itemsAbi = parseAbi([
  "function setApprovalForAll(address operator, bool isApproved)",
  "function safeTransferFrom(address from, address to, uint256 id, uint256 amount, bytes data)",
]);
export const marketAbi = parseAbi(["function list(uint256 item, uint256 price) payable"]);

/** What a session may do: the same list as in a page. */
export const playable = allow({
  ...{ address: game, abi: gameAbi, label: "game" },
  functions: { move: true, buy: { spend: "maxPrice" } },
});

/** What owners may do at the sponsor's expense. */
export const ownerCallsOf = (account: Address): ContractPermissions[] => [
  playable,
  allow({ address: game, abi: gameAbi, label: "game", functions: { withdraw: true } }),
  allow({ address: market, abi: marketAbi, label: "market", functions: { list: true } }),
  allow({
    ...{ address: token, abi: tokenAbi, label: "token" },
    functions: { transfer: true, approve: { args: { spender: { equals: market } } } },
    words: { approve: "approval of the market" },
  }),
  allow({
    ...{ address: items, abi: itemsAbi, label: "items" },
    functions: {
      setApprovalForAll: { args: { operator: { equals: market } } },
      safeTransferFrom: { args: { from: { equals: account } } },
    },
  }),
];

/** What the sponsor of the tests pays for. */
export const exampleWorld: SponsorWorld = {
  deployment: exampleDeployment,
  sessions: { allow: [playable], maxGas: 1000n, maxDuration: 3600, maxCalls: 500, maxSpend: 10n },
  ownerCalls: { allow: ownerCallsOf, maxGas: 3_000_000n * 10n, simulate: true, ownership: true },
  ...{ maxFeePerGas: 10n, maxPriorityFeePerGas: 5n },
};

/** The facts about an account without problems. */
export const exampleFacts: AccountFacts = {
  ...{ nowSeconds: exampleNow, baseFeePerGas: 0n, owner: numberToHex(0xbad, { size: 20 }) },
  ...{ isDeployed: true, isDenied: false },
};

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
  epoch: FIRST_EPOCH,
  permissions: [{ ...toPermission(game, "move(bytes)"), maxValue: "0" }] as readonly object[],
};

const place = [exampleDeployment.entryPoint, "0x7a69"] as const;

/**
 * Parameters of a request for a session voucher, as sent.
 * @param grantChanges Fields of the grant that differ from {@link exampleGrant}.
 * @param operationChanges Fields of the operation that differ.
 */
export function exampleParams(grantChanges: object = {}, operationChanges: object = {}): readonly unknown[] {
  const grant = { ...exampleGrant, ...grantChanges };
  // As the kit asks: in the grant's lane, without calls.
  const nonce = numberToHex(BigInt(grant.nonceKey) << 64n);
  const operation = { sender: exampleGrant.account, nonce, callData: "0x", ...operationChanges };
  return [operation, ...place, { grant, ownerSignature: "0x" }];
}

/** The same, parsed as by the server. */
export const createExampleRequest = (...changes: Parameters<typeof exampleParams>) =>
  readSponsorRequest(exampleParams(...changes)) as SessionRequest;

/**
 * A request for an operation voucher, parsed as by the server.
 * @param changes Fields of the operation that differ from one that is paid for.
 * @returns The request.
 */
export function createExampleOperation(changes: object = {}): OperationRequest {
  const operation = {
    sender: exampleGrant.account,
    nonce: "0x3",
    callData: encodeCalls([{ to: exampleDeployment.sessionValidator, data: toFunctionSelector("revokeAll()") }]),
    ...{ callGasLimit: "0x186a0", verificationGasLimit: "0x186a0", preVerificationGas: "0xc350" },
    ...{ maxFeePerGas: "0xa", maxPriorityFeePerGas: "0x5" },
    ...changes,
  };
  return readSponsorRequest([operation, ...place, { kind: "operation" }]) as OperationRequest;
}
