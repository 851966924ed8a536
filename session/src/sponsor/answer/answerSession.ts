import { hashGrant, sessionModuleOf } from "../../grant/grant.ts";
import { encodeVoucher, omitVoucher } from "../../operation/voucher.ts";
import { readSessionFacts } from "../chain/sessionFacts.ts";
import { sessionPaymasterGas } from "../decide/gas.ts";
import type { SessionRequest } from "../parse/sponsorRequest.ts";
import {
  type Caller,
  type Desk,
  type PaymasterFields,
  promise,
  readFacts,
  requireDecision,
  requireLastWord,
} from "./desk.ts";
import { createVoucher, signVoucher, stubSignature } from "./vouchers.ts";

/**
 * Answers a request for a session voucher, which pays for all operations of the session.
 * @param request The request.
 * @param desk See {@link Desk}.
 * @param caller Who asks.
 * @returns The paymaster fields.
 * @throws RpcFailure if it is refused, or if chain or ledger are down.
 */
export async function answerSession(request: SessionRequest, desk: Desk, caller: Caller): Promise<PaymasterFields> {
  const { deployment, maxFeePerGas } = desk.world;
  const { grant } = request;
  requireDecision({ kind: "session", request }, desk.world);
  if (!caller.isFinal) {
    const stub = createVoucher(grant, deployment, maxFeePerGas, 0);
    return { ...sessionPaymasterGas, paymasterData: encodeVoucher(stub, stubSignature) };
  }

  const facts = await readFacts(desk, () => readSessionFacts(desk.chain, deployment, request));
  requireDecision({ kind: "session", request, facts }, desk.world);
  const { chainId, sessionPaymaster: paymaster } = deployment;
  // An operation that is about to be sent, of a session whose voucher was already shown: shown twice, it would be refused.
  if (facts.isVoucherShown && request.operation.callData !== "0x") {
    return omitVoucher({ ...sessionPaymasterGas, paymaster, paymasterData: "0x" });
  }
  const voucher = createVoucher(grant, deployment, maxFeePerGas, facts.generation);
  const { account, session, maxWei } = voucher;
  await requireLastWord(desk, {
    ...{ kind: "session", account, session, permissions: grant.permissions, maxGas: maxWei, context: request.context },
    ...{ owner: facts.owner ?? "0x", isDeployed: facts.isDeployed, request: caller.request },
  });
  const entry = {
    ...{ chainId, paymaster, account, kind: "session" as const, key: session, generation: facts.generation },
    ...{ digest: hashGrant(sessionModuleOf(deployment), grant), maxCost: maxWei, validUntil: voucher.validUntil },
    paymasterData: await signVoucher(desk.signer, deployment, voucher),
  };
  const paymasterData = await promise(desk, entry, caller);
  const details = { account, session, network: caller.network, maxWei };
  desk.log({ level: "info", event: "voucher", message: "Session voucher given.", details });
  return { ...sessionPaymasterGas, paymasterData };
}
