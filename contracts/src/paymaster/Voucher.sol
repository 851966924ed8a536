// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice The sponsor's promise to pay the gas of one session, signed once as EIP-712 typed data in the domain of the
/// SessionPaymaster (name, version, chain, paymaster). The session's first operation shows it, the paymaster registers it,
/// and every later operation names it.
///
/// In `paymasterData`, shown: `0x00 || session (32) || validAfter (6) || validUntil (6) || maxWei (12) || maxFeePerGas (12)
/// || maxPriorityFeePerGas (12) || signature (65)`; named: `0x02 || session (32)`. Account and nonce key are taken from the
/// operation itself, so that a voucher shown by another account or in another lane is not signed, and one that is named
/// there is not registered.
/// @param account The account whose operations are paid.
/// @param session Id of the session; with account and nonce key it keys what is registered.
/// @param nonceKey The lane that the operations must use.
/// @param validAfter Unix seconds, exclusive.
/// @param validUntil Unix seconds, inclusive. 0 is refused, never "for ever".
/// @param maxWei The most that all operations of the voucher may cost together, in wei.
/// @param maxFeePerGas Cap on an operation's maxFeePerGas, in wei per gas.
/// @param maxPriorityFeePerGas Cap on an operation's maxPriorityFeePerGas, in wei per gas.
struct Voucher {
    address account;
    bytes32 session;
    uint192 nonceKey;
    uint48 validAfter;
    uint48 validUntil;
    uint96 maxWei;
    uint96 maxFeePerGas;
    uint96 maxPriorityFeePerGas;
}

/// @notice The sponsor's promise to pay one operation of an owner, bound to all of its fields but the signatures.
/// In `paymasterData`: `0x01 || validAfter (6) || validUntil (6) || signature (65)`.
struct OperationVoucher {
    address account;
    uint256 nonce;
    bytes32 initCodeHash;
    bytes32 callDataHash;
    bytes32 accountGasLimits;
    uint256 preVerificationGas;
    bytes32 gasFees;
    bytes32 paymasterGasLimits;
    uint48 validAfter;
    uint48 validUntil;
}
