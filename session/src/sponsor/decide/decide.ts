import type { OperationRequest, SessionRequest } from "../parse/sponsorRequest.ts";
import { refuseAccount, refuseDeployed, refuseFactory, refuseSender } from "./account.ts";
import { refuseLowFee, refuseOperationGas, refusePoorSession, refuseSessionBudget } from "./cost.ts";
import { refuseSessionKey, refuseSignatures } from "./keys.ts";
import { refuseNonce, refuseOwnerLane, refuseSessionLane } from "./lane.ts";
import { refuseDoomedCalls, refuseOwnerCalls } from "./ownerCalls.ts";
import { findBroken, type Refusal } from "./refusal.ts";
import { refuseForeignCalls, refuseGrant } from "./sessionCalls.ts";
import { refuseAhead, refuseDuration, refuseEnded } from "./time.ts";
import type { OperationFacts, Question, SessionFacts, SponsorWorld } from "./world.ts";

/**
 * The sponsor's decision: one predicate over parsed data. The budgets, which several servers share, are checked last and
 * in the ledger's own transaction.
 * @param question The request, and the facts from the chain.
 * @param world What this sponsor pays for.
 * @returns The refusal; undefined: only the budgets may still refuse.
 */
export function decide(question: Question, world: SponsorWorld): Refusal | undefined {
  const refusal = refusePlace(question.request, world);
  if (refusal) return refusal;
  return question.kind === "session"
    ? (refuseSession(question.request, world) ??
        (question.facts && refuseSessionFacts(question.request, question.facts)))
    : (refuseOperation(question.request, world, question.facts !== undefined) ??
        (question.facts && refuseOperationFacts(question.request, question.facts, world)));
}

function refusePlace(request: SessionRequest | OperationRequest, { deployment }: SponsorWorld): Refusal | undefined {
  const { chainId, entryPoint } = deployment;
  return findBroken([
    [request.chainId === BigInt(chainId), "chainId", request.chainId, `${chainId}`],
    [request.entryPoint === entryPoint, "entryPoint", request.entryPoint, entryPoint],
  ]);
}

function refuseSession(request: SessionRequest, world: SponsorWorld): Refusal | undefined {
  const { paymaster } = request.grant;
  const { sessionPaymaster } = world.deployment;
  return (
    refuseSender(request) ??
    findBroken([[paymaster === sessionPaymaster, "paymaster", paymaster, sessionPaymaster]]) ??
    refuseSessionKey(request, world) ??
    refuseSessionLane(request, world) ??
    refuseSessionBudget(request, world) ??
    refuseDuration(request, world) ??
    refuseGrant(request, world) ??
    refuseForeignCalls(request)
  );
}

function refuseSessionFacts(request: SessionRequest, facts: SessionFacts): Refusal | undefined {
  return (
    refuseAccount(request, facts) ??
    refuseAhead(request, facts) ??
    refusePoorSession(request, facts) ??
    refuseEnded(request, facts) ??
    refuseSignatures(request, facts)
  );
}

function refuseOperation(request: OperationRequest, world: SponsorWorld, isFinal: boolean): Refusal | undefined {
  const { ownerCalls } = world;
  if (!ownerCalls) return { what: "kind", seen: "operation", allowed: "session" };
  return (
    refuseOwnerLane(request) ??
    refuseFactory(request, world) ??
    refuseOperationGas(request, world, ownerCalls, isFinal) ??
    refuseOwnerCalls(request, world, ownerCalls)
  );
}

function refuseOperationFacts(request: OperationRequest, facts: OperationFacts, world: SponsorWorld) {
  return (
    refuseAccount(request, facts) ??
    refuseDeployed(request, facts) ??
    refuseLowFee(request, facts) ??
    refuseNonce(request, facts) ??
    refuseDoomedCalls(request, facts, world)
  );
}
