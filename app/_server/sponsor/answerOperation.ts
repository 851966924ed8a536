import { encodeOperationVoucher, hashOperationVoucher } from "@/session/operationVoucher";
import { sponsorModuleOf } from "@/session/voucher";
import { readChainClient } from "../chain";
import { readDatabase } from "../database";
import { log } from "../log";
import { type Answer, type Desk, readFactsOfDesk, readSigner, requireDecision, toDayLimits } from "./desk";
import { isEnding, maxEndingCost } from "./ending";
import { readOperationFacts } from "./facts";
import { maxOperationCost, operationPaymasterGas } from "./gas";
import { recordOperationVoucher } from "./ledger";
import type { OperationRequest } from "./request";
import { createOperationWindow, signOperationVoucher, stubSignature, toOperation } from "./voucher";

/**
 * Answers for one operation of an owner, who signs it with the voucher in place.
 * @param request What is asked.
 * @param desk See {@link Desk}.
 * @returns The paymaster fields.
 * @throws Failure when it is refused, or when chain or database are down.
 */
export async function answerOperation(
  request: OperationRequest,
  { env, world, range, isFinal }: Desk,
): Promise<Answer> {
  const { deployment } = world;
  const { chainId, sessionPaymaster: paymaster } = deployment;
  requireDecision({ kind: "operation", request }, world);
  if (!isFinal) {
    const window = createOperationWindow(Date.now() / 1000);
    return { ...operationPaymasterGas, paymasterData: encodeOperationVoucher(window, stubSignature) };
  }

  const facts = await readFactsOfDesk(env, () => readOperationFacts(readChainClient(), deployment, request));
  requireDecision({ kind: "operation", request, facts }, world);
  const operation = toOperation(request.operation);
  const { sender: account, nonce } = operation;
  const window = createOperationWindow(facts.nowSeconds);
  const maxWei = maxOperationCost(operation);
  const ends = isEnding(request.operation, deployment.sessionValidator);
  const module = { ...sponsorModuleOf(deployment), generation: facts.generation };
  const entry = {
    ...{ chainId, range, paymaster, account, nonce, window, maxWei },
    endingMaxWei: ends ? maxEndingCost(world.maxFeePerGas) : undefined,
    voucherHash: hashOperationVoucher(module, operation, window),
    paymasterData: await signOperationVoucher(readSigner(env), module, operation, window),
  };
  const paymasterData = await recordOperationVoucher(readDatabase(), entry, toDayLimits(env));
  log.info({ account, nonce: nonce.toString(), range, maxWei: maxWei.toString() }, "Operation voucher given.");
  return { ...operationPaymasterGas, paymasterData };
}
