export { parseDeployment, type SessionDeployment } from "./deployment.ts";
export type { ContractError, Part, RefusedErrorOptions, SessionErrorOptions } from "./errors/errors.ts";
export {
  InvalidInputError,
  OwnerDeclinedError,
  RefusedError,
  SessionError,
  UnavailableError,
} from "./errors/errors.ts";
export { InvalidGrantError, InvalidPermissionError } from "./errors/inputErrors.ts";
export {
  CallsRevertedError,
  isSessionError,
  NoSessionError,
  NotPermittedError,
  OwnerChangedError,
  SessionEndedError,
  type SessionErrors,
} from "./errors/sessionErrors.ts";
export type { Period, Permission, Policy } from "./grant/grantTypes.ts";
export { type PortableGrant, parseGrant, serializeGrant } from "./grant/portable.ts";
export { accountKey } from "./keys/accountKey.ts";
export { createSessionKey, type SessionSigner } from "./keys/sessionKey.ts";
export type { Clock } from "./lane/clock.ts";
export type { Lock } from "./lane/laneTypes.ts";
export {
  type AskedGrant,
  createGrantRequest,
  mailboxOf,
  REQUEST_SECONDS,
  type ReceivedRequest,
  readGrantRequest,
  requireAnswerable,
} from "./link/grantRequest.ts";
export { GrantRequestError, type RequestRefusal } from "./link/requestError.ts";
export type { GrantRequest } from "./link/requestText.ts";
export { sealGrant } from "./link/sealGrant.ts";
export type { Call } from "./operation/calls.ts";
export type { Fees, GasTable } from "./operation/gas.ts";
export {
  type AccountSignatureParameters,
  signMessageAsAccount,
  signTypedDataAsAccount,
} from "./owners/accountSignature.ts";
export type { ApprovalProgress } from "./owners/contractApproval.ts";
export { type ContractOwner, type CreateContractOwnerParameters, createContractOwner } from "./owners/contractOwner.ts";
export type { Owner, OwnerTypedData } from "./owners/owner.ts";
export { accountOwner, deviceOwner, type OwnerContext, type OwnerSource, walletOwner } from "./owners/sources.ts";
export { allow, allowTransfer, type ContractPermissions } from "./permissions/allow.ts";
export type { AllowParameters, ArgumentLimits, DynamicLimit, FunctionLimits, Limit } from "./permissions/allowTypes.ts";
export { describeLimits, describePermissions, type LimitFormat, type PermissionRule } from "./permissions/describe.ts";
export { createSessionProvider } from "./provider/createSessionProvider.ts";
export {
  type ExecutionPermissionRequest,
  type ExecutionPermissionResponse,
  parsePermissionContext,
  toExecutionPermissionRequest,
} from "./provider/executionPermissions.ts";
export { ProviderError } from "./provider/providerErrors.ts";
export type { SessionProvider, SessionProviderOptions } from "./provider/types.ts";
export { type AccountSessions, type ReadSessionsParameters, readSessions } from "./sessions/account/readSessions.ts";
export type {
  ChainPlace,
  OperationPlace,
  SessionEnder,
  SessionEnding,
  SessionRow,
} from "./sessions/account/sessionRows.ts";
export type { ContractCall } from "./sessions/contractCall.ts";
export { createSessions } from "./sessions/createSessions.ts";
export { type EndAsOwnerParameters, endAsOwner } from "./sessions/endAsOwner.ts";
export type { CreateSessionsParameters, SessionLogLine } from "./sessions/parameters.ts";
export type {
  CallsReceipt,
  EndReason,
  Left,
  OpenParameters,
  OwnerReceipt,
  Session,
  SessionEvents,
  SessionLimits,
  SessionOperation,
  SessionRequest,
  SessionSnapshot,
  SessionStatus,
  Sessions,
} from "./sessions/types.ts";
export type { WorstCase } from "./sessions/worstCase.ts";
export type { KeyStore as SessionStore } from "./store/keyStore.ts";
export { indexedDbStore, memoryStore } from "./store/sessionStore.ts";
