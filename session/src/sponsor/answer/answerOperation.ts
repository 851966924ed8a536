import { encodeOperationVoucher, hashOperationVoucher } from "../../operation/operationVoucher.ts";
import { sponsorModuleOf } from "../../operation/voucher.ts";
import { readOperationFacts } from "../chain/operationFacts.ts";
import { readCalls } from "../decide/calls.ts";
import { ENDINGS_PER_SESSION, isEnding, maxEndingCost } from "../decide/ending.ts";
import { maxOperationCost, operationPaymasterGas } from "../decide/gas.ts";
import type { OperationRequest } from "../parse/sponsorRequest.ts";
import {
  type Caller,
  type Desk,
  type PaymasterFields,
  promise,
  readFacts,
  requireDecision,
  requireLastWord,
} from "./desk.ts";
import { createOperationWindow, signOperationVoucher, stubSignature, toOperation } from "./vouchers.ts";

/**
 * Answers a request for an operation voucher; the owner signs the operation afterwards, with the voucher in place.
 * @param request The request.
 * @param desk See {@link Desk}.
 * @param caller Who asks.
 * @returns The paymaster fields.
 * @throws RpcFailure if it is refused, or if chain or ledger are down.
 */
export async function answerOperation(request: OperationRequest, desk: Desk, caller: Caller): Promise<PaymasterFields> {
  const { deployment, ownerCalls, maxFeePerGas } = desk.world;
  requireDecision({ kind: "operation", request }, desk.world);
  if (!caller.isFinal) {
    const window = createOperationWindow(Date.now() / 1000);
    return { ...operationPaymasterGas, paymasterData: encodeOperationVoucher(window, stubSignature) };
  }

  const simulation = { simulate: ownerCalls?.simulate ?? true, errors: desk.errors };
  const facts = await readFacts(desk, () => readOperationFacts(desk.chain, deployment, request, simulation));
  requireDecision({ kind: "operation", request, facts }, desk.world);
  const { chainId, sessionPaymaster: paymaster } = deployment;
  const operation = toOperation(request.operation);
  const { sender: account, nonce } = operation;
  const window = createOperationWindow(facts.nowSeconds);
  const maxCost = maxOperationCost(operation);
  await requireLastWord(desk, {
    ...{ kind: "operation", account, calls: readCalls(operation.callData) ?? [], maxCost },
    ...{ owner: facts.owner ?? "0x", isDeployed: facts.isDeployed, request: caller.request },
  });
  const module = { ...sponsorModuleOf(deployment), generation: facts.generation };
  const key = hashOperationVoucher(module, operation, window);
  const entry = {
    ...{ chainId, paymaster, account, kind: "operation" as const, key, digest: key, generation: facts.generation },
    ...{ nonce, maxCost, validUntil: window.validUntil },
    paymasterData: await signOperationVoucher(desk.signer, module, operation, window),
  };
  const isEnd = isEnding(request.operation, deployment.sessionValidator);
  const ending = isEnd ? { perSession: ENDINGS_PER_SESSION * maxEndingCost(maxFeePerGas) } : undefined;
  const paymasterData = await promise(desk, entry, caller, ending);
  const details = { account, nonce: `${nonce}`, network: caller.network, maxWei: maxCost };
  desk.log({ level: "info", event: "voucher", message: "Operation voucher given.", details });
  return { ...operationPaymasterGas, paymasterData };
}
