export { createSponsor } from "./createSponsor.ts";
export { SponsorRefusal } from "./decide/refusal.ts";
export type { Budget, Guard, SponsorLogLine } from "./http/doorTypes.ts";
export type { JsonRpcAnswer, JsonRpcCall, JsonRpcCalls } from "./http/jsonRpc.ts";
export { answerCalls, readCalls, requireMethod, retryHeaders, toErrorAnswer } from "./http/jsonRpc.ts";
export { readJsonBody } from "./http/readBody.ts";
export type { DownPart, FailureData, FailureOptions } from "./http/rpcFailure.ts";
export { partDown, RpcFailure, rpcCode, toFailure } from "./http/rpcFailure.ts";
export type { TokenBuckets } from "./http/tokenBuckets.ts";
export { createTokenBuckets, tooFast } from "./http/tokenBuckets.ts";
export type {
  BudgetScope,
  EndingBudget,
  LedgerEntry,
  LedgerTake,
  LedgerVerdict,
  SponsorLedger,
} from "./ledger/ledger.ts";
export { ledgerSchema } from "./ledger/ledgerSchema.ts";
export { memoryLedger } from "./ledger/memoryLedger.ts";
export type { SqlClient, SqlQuery } from "./ledger/sqlLedger.ts";
export { sqlLedger } from "./ledger/sqlLedger.ts";
export { createRelay } from "./relay/createRelay.ts";
export type { EnableRequest } from "./relay/enableRequest.ts";
export type { RelayRequest } from "./relay/relayRequest.ts";
export type { CreateRelayParameters, Relay, RelayAnswer } from "./relay/relayTypes.ts";
export type { CreateSponsorParameters, Sponsor, SponsorOffer, SponsorPolicy, SponsorQuestion } from "./sponsorTypes.ts";
