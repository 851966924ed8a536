import type { Address, Hex } from "viem";

import type { Deployment } from "@/app/_api/config";
import { type OperationFacts, refuseOperation, refuseOperationFacts } from "./decideOperation";
import { refuseSession, refuseSessionFacts, type SessionFacts } from "./decideSession";
import { findBroken, type Refusal } from "./refusal";
import type { OperationRequest, SessionRequest } from "./request";

/** What this sponsor pays for. */
export type SponsorWorld = {
  deployment: Deployment;
  /** The most that one session may promise. */
  sessionMaxWei: bigint;
  /** The most that one operation of an owner may cost. */
  operationMaxWei: bigint;
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
};

/** What the chain says about the account that is to be paid for; the reader may trust it. */
export type AccountFacts = {
  /** Chain clock, Unix seconds. */
  nowSeconds: number;
  /** Of the newest block, in wei: what costs less than this is never included, and would only fill the ledger. */
  baseFeePerGas: bigint;
  /** The owner of the account, or the one that its factory would give it; undefined when the account is not ours. */
  owner: Hex | undefined;
  isDeployed: boolean;
  /** The watcher stopped paying for it. */
  isDenied: boolean;
};

/** One question to the sponsor. Without facts only what the request itself says is judged, as for a stub. */
export type Question =
  | { kind: "session"; request: SessionRequest; facts?: (AccountFacts & SessionFacts) | undefined }
  | { kind: "operation"; request: OperationRequest; facts?: (AccountFacts & OperationFacts) | undefined };

/**
 * The sponsor's decision: one predicate over what was parsed. The budgets, which two servers share, are asked last and
 * in the ledger's own transaction (ledger.ts).
 * @param question What is asked, and what the chain says.
 * @param world What this sponsor pays for.
 * @returns Why not, or undefined: then the budgets alone may still refuse.
 */
export function decide(question: Question, world: SponsorWorld): Refusal | undefined {
  const { request, facts } = question;
  const { entryPoint, chainId } = world.deployment;
  return (
    findBroken([
      [request.chainId === BigInt(chainId), "chainId", request.chainId, `${chainId}`],
      [request.entryPoint === entryPoint, "entryPoint", request.entryPoint, entryPoint],
    ]) ??
    (question.kind === "session"
      ? refuseSession(question.request, world)
      : refuseOperation(question.request, world, question.facts !== undefined)) ??
    (facts && refuseAccount(request.operation.sender, facts)) ??
    (question.kind === "session"
      ? question.facts && refuseSessionFacts(question.request, question.facts)
      : question.facts && refuseOperationFacts(question.request, question.facts, world.deployment))
  );
}

function refuseAccount(account: Address, { owner, isDenied }: AccountFacts): Refusal | undefined {
  return findBroken([
    [
      owner !== undefined,
      "account",
      account,
      "an account of this game's factory; before it is deployed, with factory and factoryData",
    ],
    [!isDenied, "account", `${account}, which is denied`, "an account that the sponsor's watcher has not denied"],
  ]);
}
