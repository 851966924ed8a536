export type { Failure, NamedValue } from "./errors/decodeFailure.ts";
export {
  decodeRevert,
  failureText,
  formatContractError,
  isRefusal,
  nameArguments,
  toUnavailableOrRefused,
} from "./errors/decodeFailure.ts";
export type { ContractError, Part, SessionErrorOptions } from "./errors/errors.ts";
export {
  InvalidInputError,
  nameOfPart,
  OwnerDeclinedError,
  RefusedError,
  SessionError,
  UnavailableError,
} from "./errors/errors.ts";
export { type ClearSigningFile, clearSigningFile } from "./grant/clearSigning.ts";
export type { CreateGrantParameters, SessionModule } from "./grant/grant.ts";
export {
  createGrant,
  grantTypedData,
  grantTypes,
  hashGrant,
  hashGrantStruct,
  sessionDomain,
  sessionIdOf,
  sessionModuleOf,
  toGrantTypedData,
  toNonceKey,
} from "./grant/grant.ts";
export type { GrantFault } from "./grant/grantFault.ts";
export { findGrantFault } from "./grant/grantFault.ts";
export type { Condition, ConditionRule, Grant, Limit, Period, Permission, Policy } from "./grant/grantTypes.ts";
export { conditionRules, NATIVE_TRANSFER, periods, toPermission } from "./grant/grantTypes.ts";
export type { PackedTerms } from "./grant/packGrant.ts";
export { packGrant, unpackGrant } from "./grant/packGrant.ts";
export { type PortableGrant, parseGrant, serializeGrant } from "./grant/portable.ts";
export type { Revocation } from "./grant/revoke.ts";
export {
  revokeAllByOwner,
  revokeAllTypedData,
  revokeByOwner,
  revokeBySessionKey,
  revokeTypedData,
} from "./grant/revoke.ts";
export type { SessionProof } from "./grant/sessionId.ts";
export { toSessionId, toSessionProof, toSigner, travellingKey } from "./grant/sessionId.ts";
export type { Window } from "./grant/window.ts";
export {
  BACKDATE_SECONDS,
  BUNDLER_MARGIN_SECONDS,
  createWindow,
  MAX_DURATION_SECONDS,
  playUntil,
  secondsLeft,
} from "./grant/window.ts";
export type { Subtle } from "./keys/p256.ts";
export { createP256KeyPair, readSignerBytes, signDigest, toLowS } from "./keys/p256.ts";
export { printOfKey } from "./keys/print.ts";
export type { SessionKey, SessionSigner } from "./keys/sessionKey.ts";
export { createSessionKey, restoreSessionKey } from "./keys/sessionKey.ts";
export { findRefusedCall, spendOf } from "./lane/blame.ts";
export type { Clock } from "./lane/clock.ts";
export { systemClock } from "./lane/clock.ts";
export type { Confirmation, Confirmations, CreateConfirmationsParameters } from "./lane/confirmations.ts";
export { createConfirmations } from "./lane/confirmations.ts";
export { CancelledError, WaitEndedError, within } from "./lane/deadline.ts";
export { createLane } from "./lane/lane.ts";
export type { CreateLanePortsParameters } from "./lane/lanePorts.ts";
export { createLanePorts } from "./lane/lanePorts.ts";
export type {
  Batch,
  Delivery,
  Flight,
  Lane,
  LaneEnd,
  LaneOperation,
  LaneOperationStatus,
  LanePorts,
  LaneSession,
  LaneSnapshot,
  LaneSource,
  Lock,
} from "./lane/laneTypes.ts";
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
export type { Call, DecodedCall, FactoryArgs } from "./operation/calls.ts";
export { createFactoryArgs, decodeCalls, encodeCalls, RUN_TOGETHER } from "./operation/calls.ts";
export type { DataGas } from "./operation/dataGas.ts";
export { createDataGas, OP_FEE_ORACLE } from "./operation/dataGas.ts";
export type { DecodedOperation, OperationSession, ShownVoucher } from "./operation/decodeOperation.ts";
export { decodeOperation } from "./operation/decodeOperation.ts";
export { createFees, readBundlerFees } from "./operation/fees.ts";
export { accountFunctions, sessionFunctions } from "./operation/functions.ts";
export type { Fees, GasLimits, GasTable, OperationShape, OverheadOptions } from "./operation/gas.ts";
export { computePreVerificationGas, createGasLimits, estimateGasLimits } from "./operation/gas.ts";
export type { GasSplit } from "./operation/gasSplit.ts";
export type { PreparedOperation, PrepareParameters } from "./operation/operation.ts";
export { buildOperation, prepareOperation, readMaxCost, sendOperation } from "./operation/operation.ts";
export type { DecodedSignature, OperationProof, SignedGrant } from "./operation/operationSignature.ts";
export {
  decodeSignature,
  encodeEnableSignature,
  encodeUseSignature,
  hintCalls,
} from "./operation/operationSignature.ts";
export type { Operation } from "./operation/operationType.ts";
export type { VoucherWindow } from "./operation/operationVoucher.ts";
export {
  decodeOperationVoucher,
  encodeOperationVoucher,
  hashOperationVoucher,
  OPERATION_VOUCHER_BYTES,
  operationVoucherTypedData,
  operationVoucherTypes,
  requestOperationVoucher,
} from "./operation/operationVoucher.ts";
export type {
  OperationLog,
  OperationReport,
  ReadOperationParameters,
  ReportedSession,
  RuleCount,
  SessionNumbers,
} from "./operation/readOperation.ts";
export { readOperation } from "./operation/readOperation.ts";
export type { ToSessionAccountParameters } from "./operation/sessionAccount.ts";
export { toSessionAccount } from "./operation/sessionAccount.ts";
export type { RequestVoucherParameters, SponsorModule, Voucher, VoucherData } from "./operation/voucher.ts";
export {
  decodeVoucher,
  encodeVoucher,
  hashVoucher,
  omitVoucher,
  requestVoucher,
  sponsorContext,
  sponsorDomain,
  sponsorModuleOf,
  voucherTypedData,
  voucherTypes,
} from "./operation/voucher.ts";
export * from "./owners/index.ts";
export type { ContractPermissions } from "./permissions/allow.ts";
export { allow } from "./permissions/allow.ts";
export type { LimitFormat, PermissionRule } from "./permissions/describe.ts";
export { describeLimits } from "./permissions/describe.ts";
export type { Kind, Place, TextType } from "./permissions/functionText.ts";
export { locate, readFunctionText, selectorOf } from "./permissions/functionText.ts";
export { findOutside, type Outside } from "./permissions/isWithin.ts";
export type { CreatePermissionParameters } from "./permissions/permission.ts";
export { createPermission } from "./permissions/permission.ts";
export type { Refusal, SessionCall } from "./permissions/permits.ts";
export { findHint, refuseCall } from "./permissions/permits.ts";
export { packRules, readPolicies, selectorIn } from "./permissions/rules.ts";
export { type AccountSessions, type ReadSessionsParameters, readSessions } from "./sessions/account/readSessions.ts";
export type {
  ChainPlace,
  OperationPlace,
  SessionEnder,
  SessionEnding,
  SessionRow,
} from "./sessions/account/sessionRows.ts";
export type { ChainClock } from "./sessions/chainClock.ts";
export { createChainClock } from "./sessions/chainClock.ts";
export { setClock } from "./sessions/chainTime.ts";
export { describeChanges, type GrantChanges } from "./sessions/describeChanges.ts";
export { describeGrant, describeMessage } from "./sessions/describeGrant.ts";
export { type EnableByRelayParameters, enableByRelay, untilDue } from "./sessions/enableSession.ts";
export { type EndAsOwnerParameters, endAsOwner } from "./sessions/endAsOwner.ts";
export type {
  IdentityPhase,
  MachineEffect,
  MachineEvent,
  MachineNext,
  MachineState,
  SessionPhase,
  Ticket,
} from "./sessions/machine.ts";
export { initialMachine, isAwaited, transition } from "./sessions/machine.ts";
export type { LaneStart, SessionState, SessionStatus } from "./sessions/readChain.ts";
export {
  FIRST_EPOCH,
  isEpochPassed,
  numberOfEpoch,
  readGrantEpoch,
  readLaneStart,
  readNonce,
  readSession,
  toStatus,
} from "./sessions/readChain.ts";
export type { Perform, RunningMachine } from "./sessions/runMachine.ts";
export { runMachine } from "./sessions/runMachine.ts";
export type { CardRequest } from "./sessions/types.ts";
export type { Holdings, WorstCase } from "./sessions/worstCase.ts";
export { describeWorstCase, worstCaseOf } from "./sessions/worstCase.ts";
export { drawLane, readDeviceLane } from "./store/deviceLane.ts";
export type { KeyStore } from "./store/keyStore.ts";
export { createMemoryKeyStore, isStoredKeyPair, openKeyStore } from "./store/keyStore.ts";
export type { KeptLock } from "./store/locks.ts";
export { createKeptLock, createLocalLock, createWebLock } from "./store/locks.ts";
export type { SessionRecord } from "./store/sessionRecord.ts";
export {
  deleteSessionRecord,
  readSessionRecord,
  updateSessionRecord,
  writeSessionRecord,
} from "./store/sessionRecord.ts";
