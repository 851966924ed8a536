import { parseAbi } from "viem";

export const sessionValidatorAbi = parseAbi([
  "struct Session { address paymaster; uint40 validAfter; uint16 duration; uint32 epoch; uint8 status; uint32 actionsLeft; uint96 spendLeft; uint96 gasLeftWei; uint192 nonceKey; }",
  "function epochOf(address account) view returns (uint32)",
  "function sessionOf(address account, bytes32 session) view returns (Session)",
  "function revokeBySessionKey(address account, bytes sessionKey, bytes sessionSignature)",
]);
export const playerAccountFactoryAbi = parseAbi([
  "function createAccount(bytes owner, bytes32 salt) returns (address account)",
  "function getAddress(bytes owner, bytes32 salt) view returns (address)",
]);
export const playerAccountAbi = parseAbi([
  "function owner() view returns (bytes)",
  "function execute(bytes32 mode, bytes executionCalldata) payable",
]);
