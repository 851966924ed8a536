import { hashGrant, sessionModuleOf } from "@/session/grant";
import { encodeVoucher } from "@/session/voucher";
import { readChainClient } from "../chain";
import { readDatabase } from "../database";
import { log } from "../log";
import { type Answer, type Desk, readFactsOfDesk, readSigner, requireDecision, toDayLimits } from "./desk";
import { readSessionFacts } from "./facts";
import { paymasterPostOpGasLimit, paymasterVerificationGasLimit } from "./gas";
import { recordVoucher } from "./ledger";
import type { SessionRequest } from "./request";
import { createVoucher, signVoucher, stubSignature } from "./voucher";

/**
 * Answers for a session: one voucher for all its operations.
 * @param request What is asked.
 * @param desk See {@link Desk}.
 * @returns The paymaster fields.
 * @throws Failure when it is refused, or when chain or database are down.
 */
export async function answerSession(request: SessionRequest, { env, world, range, isFinal }: Desk): Promise<Answer> {
  const { deployment, maxFeePerGas } = world;
  const { chainId, sessionPaymaster } = deployment;
  requireDecision({ kind: "session", request }, world);
  const gasLimits = { paymasterVerificationGasLimit, paymasterPostOpGasLimit };
  if (!isFinal) {
    const stub = createVoucher(request, deployment, maxFeePerGas, 0);
    return { ...gasLimits, paymasterData: encodeVoucher(stub, stubSignature) };
  }

  const facts = await readFactsOfDesk(env, () => readSessionFacts(readChainClient(), deployment, request));
  requireDecision({ kind: "session", request, facts }, world);
  const voucher = createVoucher(request, deployment, maxFeePerGas, facts.generation);
  const entry = {
    ...{ chainId, range, voucher, paymaster: sessionPaymaster },
    grantHash: hashGrant(sessionModuleOf(deployment), request.context.grant),
    paymasterData: await signVoucher(readSigner(env), deployment, voucher),
  };
  const paymasterData = await recordVoucher(readDatabase(), entry, toDayLimits(env));
  const { account, session } = voucher;
  log.info({ account, session, range, maxWei: voucher.maxWei.toString() }, "Voucher given.");
  return { ...gasLimits, paymasterData };
}
