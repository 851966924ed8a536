import { type Address, type Hex, hashTypedData, size } from "viem";

import { errorCode } from "@/app/_api/jsonRpc";
import { revokeRequest } from "@/app/_api/sponsor";
import { readServerEnv } from "@/app/_env/server";
import { sessionValidatorAbi } from "@/session/generated/abis";
import { sessionId } from "@/session/grant";
import { revokeTypedData } from "@/session/revoke";
import { readChainClient } from "../chain";
import { readDatabase } from "../database";
import { readDeployment } from "../deployment";
import { readJsonBody } from "../door/body";
import { requireRate, tooFast } from "../door/rateLimit";
import { requireSameSite } from "../door/sameSite";
import { createTokenBuckets } from "../door/tokenBucket";
import { Failure, partDown, toFailure } from "../failure";
import { json, parseInput } from "../json";
import { log } from "../log";
import { countRevocation } from "../metrics/record";
import { errorResponse, retryHeaders } from "../rpc/serve";
import { isSignedByKey } from "../signer";
import { decideRevocation, type RevocationFacts } from "./decide";
import { createRelayer, type Relayer } from "./send";

/** Revocations that the relayer pays for one account: this many at once, then one every ten minutes. */
const ACCOUNT_BURST = 12;
const perAccount = createTokenBuckets(1 / 600, ACCOUNT_BURST);

let relayer: Relayer | undefined;

/**
 * `POST /api/revoke`: sends the revocation that a session key signed, so that ending a session needs no wallet, no
 * bundler, no sponsor, no database and no budget.
 * @param request The HTTP request.
 * @returns The HTTP response.
 */
export async function serveRevoke(request: Request): Promise<Response> {
  try {
    requireSameSite(request.headers);
    requireRate(request.headers);
    const asked = parseInput(revokeRequest, await readJsonBody(request, 8 * 1024), "body");
    const answer = await revoke(asked.account, asked.sessionKey, asked.signature);
    countRevocation(answer.status);
    return json(answer);
  } catch (error) {
    const failure = toFailure(error);
    countRevocation(failure.httpStatus >= 500 ? "failed" : "refused");
    log.warn({ door: "revoke", ...failure.data, err: failure.cause ?? undefined }, failure.message);
    return json(errorResponse(null, failure), { status: failure.httpStatus, headers: retryHeaders(failure) });
  }
}

async function revoke(account: Address, sessionKey: Hex, signature: Hex) {
  const env = readServerEnv();
  const { sessionValidator, p256Verifier, webAuthnVerifier } = await readDeployment();
  const session = sessionId(sessionKey);
  const module = { chainId: env.CHAIN_ID, validator: sessionValidator };
  const chain = readChainClient();
  const down = (cause: unknown) => {
    throw partDown("rpc", cause);
  };
  const isSigned =
    size(sessionKey) >= 20 &&
    (await isSignedByKey(
      { chain, p256Verifier, webAuthnVerifier },
      sessionKey,
      hashTypedData(revokeTypedData(module, account, session)),
      signature,
    ).catch(down));
  const facts: RevocationFacts = {
    isSigned,
    status: await readStatus(sessionValidator, account, session).catch(down),
    hasVoucher: await hasVoucher(account, session),
  };
  const verdict = decideRevocation(session, facts);
  if (verdict === "done") return { status: "done" as const };
  if (verdict !== "send") {
    throw new Failure(`Revocation: seen ${verdict.seen}; allowed: ${verdict.allowed}`, {
      code: errorCode.invalidParams,
      httpStatus: 403,
      data: { part: "relay", ...verdict },
    });
  }
  const waitMs = perAccount.take(account, Date.now());
  if (waitMs > 0) throw tooFast(waitMs, `${ACCOUNT_BURST} revocations of an account at once, then one in ten minutes`);
  relayer ??= createRelayer(env.RPC_URL, env.CHAIN_ID, env.RELAYER_KEY, chain);
  const transactionHash = await relayer
    .revoke(sessionValidator, account, sessionKey, signature)
    .catch((cause: unknown) => {
      throw partDown("relay", cause);
    });
  log.info({ account, session, transactionHash }, "Revocation sent.");
  return { status: "sent" as const, transactionHash };
}

async function readStatus(validator: Address, account: Address, session: Hex): Promise<number> {
  const { status } = await readChainClient().readContract({
    address: validator,
    abi: sessionValidatorAbi,
    functionName: "sessionOf",
    args: [account, session],
  });
  return status;
}

/** With the database down, sessions that are on chain can still be ended; one that never was cannot be used either. */
async function hasVoucher(account: Address, session: Hex): Promise<boolean> {
  return readDatabase()
    .voucher.findFirst({ where: { account, session }, select: { id: true } })
    .then(
      (row) => row !== null,
      () => false,
    );
}
