// Everything about owners that core exports.
export { readAccountOf } from "./accountOf.ts";
export {
  type AccountSignatureParameters,
  signMessageAsAccount,
  signTypedDataAsAccount,
} from "./accountSignature.ts";
export type { ApprovalProgress, WaitForApprovalParameters } from "./contractApproval.ts";
export { isApprovedBy, isContractCode, isContractOwner, waitForApproval } from "./contractApproval.ts";
export type { ContractOwner, CreateContractOwnerParameters, SafeSigners } from "./contractOwner.ts";
export { createContractOwner, hashSafeMessage, readSafeSigners } from "./contractOwner.ts";
export { hasDeviceOwner, openDeviceOwner } from "./deviceOwner.ts";
export type { Owner, OwnerTypedData } from "./owner.ts";
export type { OwnerOperationClients, OwnerOperationParameters } from "./ownerOperation.ts";
export {
  buildOwnerOperation,
  OWNER_NONCE_KEY,
  prepareOwnerOperation,
  sendOwnerOperation,
} from "./ownerOperation.ts";
export type { SigningAddress } from "./ownerSignature.ts";
export { canonicalizeSignature, isCanonicalSignature, toOwnerSignature } from "./ownerSignature.ts";
export type { FindAccountParameters, OwnerChange, Ownership } from "./ownership.ts";
export {
  encodeChangeOwner,
  encodeRelease,
  findAccount,
  isAccountOf,
  isCloneOf,
  ownTypedData,
  readOwnership,
  takeBackTypedData,
} from "./ownership.ts";
export {
  type AccountModule,
  type OwnerEvent,
  type OwnerHistory,
  type ReadOwnerHistoryParameters,
  readOwnerHistory,
} from "./readOwnerHistory.ts";
export type { Guardians, OwnerChangeCall, SignedRecovery } from "./recovery.ts";
export {
  encodeCancelChange,
  encodeSetGuardians,
  finishChangeCall,
  recoverCall,
  recoverTypedData,
  sendOwnerChange,
  sortGuardians,
} from "./recovery.ts";
export type { WalletPort } from "./walletOwner.ts";
export { createProviderPort, createWalletOwner } from "./walletOwner.ts";
export type { WalletRefusal } from "./walletRefusal.ts";
export { readWalletRefusal } from "./walletRefusal.ts";
