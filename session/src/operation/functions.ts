import { parseAbi } from "viem";

// The functions of the session contracts that a page calls, so that it does not load the others. A test compares them with forge's
// output.

/** Of SessionValidator. */
export const sessionFunctions = parseAbi([
  "struct Session { bool isLive; bool isEnded; uint24 note; uint32 validUntil; uint16 actionsLeft; uint96 spendLeft; uint64 gasLeftWei; }",
  "function sessionOf(address account, bytes32 session) view returns (Session)",
  "function epochOf(address account) view returns (bytes32)",
  "function enable(address account, bytes key, address paymaster, uint192 nonceKey, bytes packedGrant)",
  "function revokeBySessionKey(address account, bytes sessionKey, bytes32 rulesHash, address paymaster, uint192 nonceKey, bytes sessionSignature)",
  "function revokeByOwner(address account, bytes32 session, bytes ownerSignature)",
  "function revokeAllByOwner(address account, bytes32 epoch, bytes ownerSignature)",
]);

/** Of PlayerAccount. */
export const accountFunctions = parseAbi([
  "struct PendingChange { bytes owner; uint48 due; }",
  "struct FormerOwner { bytes owner; uint48 until; }",
  "struct OwnershipState { bytes32 change; bytes32 guardiansHash; PendingChange pending; FormerOwner former; }",
  "function owner() view returns (bytes)",
  "function isConfined() view returns (bool)",
  "function ownership() view returns (OwnershipState)",
  "function changeOwner(bytes newOwner, bytes proof)",
  "function release()",
  "event OwnerChanged(bytes indexed ownerHash, bytes owner)",
]);
