import { type Address, type Hex, hashTypedData, size } from "viem";
import { errorCode } from "@/app/_api/jsonRpc";
import { revokeRequest } from "@/app/_api/revoke";
import { readServerEnv } from "@/app/_env/server";
import { sessionValidatorAbi } from "@/session/generated/abis";
import { sessionModuleOf } from "@/session/grant";
import { type SessionStatus, toStatus } from "@/session/readChain";
import { revokeTypedData } from "@/session/revoke";
import { type SessionProof, toSessionId, toSigner } from "@/session/sessionId";
import { createPolicy, readKind } from "../bundling/policy";
import { readChainClient } from "../chain";
import { readDatabase } from "../database";
import { readDeployment } from "../deployment";
import { readJsonBody } from "../door/body";
import { toRange } from "../door/range";
import { readClientAddress, requireRate } from "../door/rateLimit";
import { requireSameSite } from "../door/sameSite";
import { Failure, partDown, toFailure } from "../failure";
import { json, parseInput } from "../json";
import { log } from "../log";
import { logRefusals } from "../logRefusals";
import { countRevocation } from "../metrics/record";
import { errorResponse, retryHeaders } from "../rpc/serve";
import { isSignedByKey } from "../signer";
import { takeRevocation } from "./budgets";
import { decideRevocation, type RevocationFacts } from "./decide";
import { createOnce, type Once } from "./once";
import { createRelayer, isRevert, type Relayer } from "./send";

/** A revocation that was sent is on chain by then, or was lost. */
const SENT_FOR_MS = 20_000;

type Answer = { status: "done" } | { status: "sent"; transactionHash: Hex };

/** One for all copies of this module. */
const shared = globalThis as { hourglassRelayer?: Relayer; hourglassRevocations?: Once<Answer> };

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
    const range = toRange(readClientAddress(request.headers, readServerEnv().TRUSTED_PROXIES));
    const answer = await revoke({ ...asked, range });
    countRevocation(answer.status);
    return json(answer);
  } catch (error) {
    const failure = toFailure(error);
    countRevocation(failure.httpStatus >= 500 ? "failed" : "refused");
    logRefusals("revoke", [failure]);
    return json(errorResponse(null, failure), { status: failure.httpStatus, headers: retryHeaders(failure) });
  }
}

function refused(seen: string, allowed: string): Failure {
  return new Failure(`Revocation: seen ${seen}; allowed: ${allowed}`, {
    code: errorCode.invalidParams,
    httpStatus: 403,
    data: { part: "relay", seen, allowed },
  });
}

type Asked = SessionProof & { account: Address; signature: Hex; range: string };

async function revoke(asked: Asked): Promise<Answer> {
  const { account } = asked;
  const session = toSessionId(asked);
  const facts = await readFacts(asked, session);
  const verdict = decideRevocation(session, facts);
  if (verdict === "done") return { status: "done" };
  if (verdict !== "send") throw refused(verdict.seen, verdict.allowed);
  // Each copy of it was signed by the key; they all ask for one and the same thing.
  shared.hourglassRevocations ??= createOnce<Answer>(SENT_FOR_MS);
  return shared.hourglassRevocations(`${account}:${session}`, () => send(asked, session, facts.status === "enabled"));
}

async function send(asked: Asked, session: Hex, isEnabled: boolean): Promise<Answer> {
  const { account, signature, range } = asked;
  const env = readServerEnv();
  const { sessionValidator } = await readDeployment();
  const down = (cause: unknown) => {
    throw isRevert(cause) ? refused("one that the chain undoes", "one that it accepts") : partDown("relay", cause);
  };
  shared.hourglassRelayer ??= createRelayer(env.RPC_URL, env.CHAIN_ID, env.RELAYER_KEY, readChainClient());
  const priced = await shared.hourglassRelayer.price(sessionValidator, account, asked, signature).catch(down);
  takeRevocation({ account, range, costWei: priced.costWei, isEnabled });
  const transactionHash = await priced.send().catch(down);
  log.info({ account, session, transactionHash, costWei: priced.costWei.toString() }, "Revocation sent.");
  return { status: "sent", transactionHash };
}

async function readFacts({ account, sessionKey, signature }: Asked, session: Hex): Promise<RevocationFacts> {
  const deployment = await readDeployment();
  const { sessionValidator, p256Verifier, webAuthnVerifier } = deployment;
  const chain = readChainClient();
  const digest = hashTypedData(revokeTypedData(sessionModuleOf(deployment), account, session));
  const down = (cause: unknown) => {
    throw partDown("rpc", cause);
  };
  const signer = toSigner(sessionKey, p256Verifier);
  const [isSigned, status, code, isPromised] = await Promise.all([
    size(signer) >= 20 && isSignedByKey({ chain, p256Verifier, webAuthnVerifier }, signer, digest, signature),
    readStatus(sessionValidator, account, session),
    chain.getCode({ address: account }),
    hasVoucher(account, session),
  ]).catch(down);
  const policy = createPolicy(deployment, readServerEnv().BUNDLER_ALSO);
  const isOurs = code === undefined || readKind(policy, deployment, account, code) !== undefined;
  return { isSigned, status, isOurs, hasVoucher: isPromised };
}

async function readStatus(validator: Address, account: Address, session: Hex): Promise<SessionStatus> {
  const stored = await readChainClient().readContract({
    address: validator,
    abi: sessionValidatorAbi,
    functionName: "sessionOf",
    args: [account, session],
  });
  const status = toStatus(stored);
  // Of an epoch that is over.
  return status === "enabled" && !stored.isLive ? "revoked" : status;
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
