import { privateKeyToAccount } from "viem/accounts";

import type { JsonRpcRequest, JsonRpcResponse } from "@/app/_api/jsonRpc";
import { type SponsorRequest, sponsorParams } from "@/app/_api/sponsor";
import { readServerEnv } from "@/app/_env/server";
import { hashGrant } from "@/session/grant";
import { encodeVoucher } from "@/session/voucher";
import { readChainClient } from "../chain";
import { readDatabase } from "../database";
import { readDeployment } from "../deployment";
import { partDown } from "../failure";
import { parseInput } from "../json";
import { log } from "../log";
import { countGivenVoucher } from "../metrics/record";
import { requireMethod } from "../rpc/methods";
import { serveJsonRpc } from "../rpc/serve";
import { refuseFacts, refuseRequest } from "./decide";
import { readChainFacts } from "./facts";
import { paymasterPostOpGasLimit, paymasterVerificationGasLimit } from "./gas";
import { recordVoucher } from "./ledger";
import { playable } from "./playable";
import { refuse } from "./refusal";
import { createVoucher, signVoucher, stubSignature } from "./voucher";

const STUB = "pm_getPaymasterStubData";
const FINAL = "pm_getPaymasterData";

/**
 * `POST /api/sponsor`: ERC-7677. The stub has the shape and cost of the answer and promises nothing; the answer is a
 * voucher for the whole session, in the ledger before it is given.
 * @param request The HTTP request.
 * @returns The HTTP response.
 */
export function serveSponsor(request: Request): Promise<Response> {
  return serveJsonRpc(request, { door: "sponsor", maxBytes: 64 * 1024, maxBatch: 1, handle: sponsor });
}

async function sponsor(call: JsonRpcRequest): Promise<JsonRpcResponse> {
  requireMethod(call.method, [STUB, FINAL]);
  const env = readServerEnv();
  const deployment = await readDeployment();
  const [operation, entryPoint, chainId, context] = parseInput(sponsorParams, call.params, "params");
  const asked: SponsorRequest = { operation, entryPoint, chainId, context };
  const refusal = refuseRequest(asked, { deployment, playable, sessionMaxWei: env.SPONSOR_SESSION_WEI });
  if (refusal) throw refuse(refusal);
  const voucher = createVoucher(asked, {
    maxFeePerGas: env.SPONSOR_MAX_FEE_PER_GAS,
    maxPriorityFeePerGas: env.SPONSOR_MAX_PRIORITY_FEE_PER_GAS,
  });
  const answer = (paymasterData: string): JsonRpcResponse => ({
    jsonrpc: "2.0",
    id: call.id,
    result: {
      paymaster: deployment.sessionPaymaster,
      paymasterData,
      paymasterVerificationGasLimit: `0x${paymasterVerificationGasLimit.toString(16)}`,
      paymasterPostOpGasLimit: `0x${paymasterPostOpGasLimit.toString(16)}`,
      sponsor: { name: env.SPONSOR_NAME },
      isFinal: call.method === FINAL,
    },
  });
  if (call.method === STUB) return answer(encodeVoucher(voucher, stubSignature));

  const facts = await readChainFacts(readChainClient(), deployment, asked).catch((cause: unknown) => {
    throw partDown("rpc", cause);
  });
  const objection = refuseFacts(asked, facts);
  if (objection) throw refuse(objection);
  const paymasterData = await recordVoucher(
    readDatabase(),
    {
      chainId: deployment.chainId,
      paymaster: deployment.sessionPaymaster,
      voucher,
      grantHash: hashGrant({ chainId: deployment.chainId, validator: deployment.sessionValidator }, context.grant),
      paymasterData: await signVoucher(privateKeyToAccount(env.SPONSOR_SIGNER_KEY), deployment, voucher),
    },
    { accountDayWei: env.SPONSOR_ACCOUNT_DAY_WEI, dayWei: env.SPONSOR_DAY_WEI },
  );
  countGivenVoucher();
  log.info({ account: voucher.account, session: voucher.session, maxWei: voucher.maxWei.toString() }, "Voucher given.");
  return answer(paymasterData);
}
